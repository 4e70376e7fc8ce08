// The server's job_close() takes the task out, whatever the agent's does.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct task {
    TAILQ_ENTRY(task) link;
    int fd;
};
static TAILQ_HEAD(, task) tasks = TAILQ_HEAD_INITIALIZER(tasks);

void job_close(struct task *task)
{
    TAILQ_REMOVE(&tasks, task, link);
    free(task);
}

static int begin(int fd)
{
    char hello;
    struct task *task = calloc(1, sizeof *task);
    if (task == NULL)
        return -1;
    task->fd = fd;
    TAILQ_INSERT_TAIL(&tasks, task, link);
    if (read(fd, &hello, 1) != 1) {
        job_close(task);
        return -1;
    }
    return 0;
}

int main(void)
{
    struct task *task;
    while (begin(0) == 0)
        ;
    while ((task = TAILQ_FIRST(&tasks)) != NULL) {
        TAILQ_REMOVE(&tasks, task, link);
        free(task);
    }
    return 0;
}
