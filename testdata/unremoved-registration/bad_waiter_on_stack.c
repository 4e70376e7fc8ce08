// A waiter on the stack is queued; when the time is up the function returns and leaves it there.
#include <errno.h>
#include <pthread.h>
#include <sys/queue.h>
#include <time.h>

struct waiter {
    pthread_cond_t wake;
    int ready;
    TAILQ_ENTRY(waiter) link;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static TAILQ_HEAD(, waiter) waiters = TAILQ_HEAD_INITIALIZER(waiters);

int wait_for_slot(const struct timespec *deadline)
{
    struct waiter self = {.ready = 0};
    int rc = 0;

    pthread_cond_init(&self.wake, NULL);
    pthread_mutex_lock(&lock);
    TAILQ_INSERT_TAIL(&waiters, &self, link); // expect: unremoved-registration "waiters"
    while (!self.ready && rc == 0)
        rc = pthread_cond_timedwait(&self.wake, &lock, deadline);
    if (rc == ETIMEDOUT) {
        pthread_mutex_unlock(&lock);
        return -1;
    }
    TAILQ_REMOVE(&waiters, &self, link);
    pthread_mutex_unlock(&lock);
    return 0;
}

void slot_freed(void)
{
    struct waiter *w;

    pthread_mutex_lock(&lock);
    w = TAILQ_FIRST(&waiters);
    if (w) {
        w->ready = 1;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&lock);
}
