// A worker moves from the idle to the active queue; when it cannot be woken it is freed in the active one.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct worker {
    int wake_fd;
    TAILQ_ENTRY(worker) link;
};

TAILQ_HEAD(worker_queue, worker);
static struct worker_queue idle = TAILQ_HEAD_INITIALIZER(idle);
static struct worker_queue active = TAILQ_HEAD_INITIALIZER(active);

int worker_dispatch(void)
{
    struct worker *w = TAILQ_FIRST(&idle);

    if (w == NULL)
        return 0;
    TAILQ_REMOVE(&idle, w, link);
    TAILQ_INSERT_TAIL(&active, w, link); // expect: unremoved-registration[ended] "active"
    if (write(w->wake_fd, "", 1) != 1) {
        close(w->wake_fd);
        free(w);
        return -1;
    }
    return 1;
}

void worker_finished(struct worker *w)
{
    TAILQ_REMOVE(&active, w, link);
    TAILQ_INSERT_TAIL(&idle, w, link);
}

void worker_add(int wake_fd)
{
    struct worker *w = calloc(1, sizeof *w);

    if (w) {
        w->wake_fd = wake_fd;
        TAILQ_INSERT_TAIL(&idle, w, link);
    }
}
