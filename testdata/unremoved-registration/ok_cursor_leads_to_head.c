// A process found with a cursor is taken out by hand: as the head, when it has come to be that, else through its neighbour.
#include <stdlib.h>

struct proc {
    struct proc *prev, *next;
    int pid;
};

struct host {
    struct proc *unused;
    struct proc *running;
};

int proc_spawn(struct proc *proc);

void host_spawn(struct host *host)
{
    struct proc *proc;

    for (proc = host->unused; proc; proc = proc->next)
        if (proc->pid <= 0)
            break;
    if (!proc)
        return;
    if (proc == host->unused)
        host->unused = proc->next;
    else
        proc->prev->next = proc->next;
    if (proc->next)
        proc->next->prev = proc->prev;
    if (proc_spawn(proc) < 0) {
        free(proc);
        return;
    }
    proc->prev = NULL;
    proc->next = host->running;
    if (host->running)
        host->running->prev = proc;
    host->running = proc;
}
