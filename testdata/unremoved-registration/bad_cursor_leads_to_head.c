// A process found with a cursor is taken out by hand, and put among the running ones before it is known to run.
#include <stdlib.h>

struct proc {
    struct proc *prev, *next;
    int pid;
};

struct host {
    struct proc *unused;
    struct proc *running;
};

static int proc_spawn(struct proc *proc)
{
    return proc->pid > 0 ? 0 : -1;
}

void host_spawn(struct host *host)
{
    struct proc *proc;

    for (proc = host->unused; proc; proc = proc->next)
        if (proc->pid <= 0)
            break;
    if (!proc)
        proc = calloc(1, sizeof *proc);
    else if (proc == host->unused)
        host->unused = proc->next;
    else
        proc->prev->next = proc->next;
    if (!proc)
        return;
    proc->prev = NULL;
    proc->next = host->running;
    host->running = proc; // expect: unremoved-registration[ended] "running"
    if (proc_spawn(proc) < 0) {
        free(proc);
        return;
    }
    if (proc->next)
        proc->next->prev = proc;
}

void host_reap(struct host *host, struct proc *proc)
{
    if (proc == host->running)
        host->running = proc->next;
    else
        proc->prev->next = proc->next;
    free(proc);
}
