// Three commands end a subscription; one of them forgets the list of subscriptions.
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct subscription {
    char *topic;
    int paused;
    TAILQ_ENTRY(subscription) link;
};

static TAILQ_HEAD(, subscription) subscriptions = TAILQ_HEAD_INITIALIZER(subscriptions);

int subscribe_and_run(const char *topic, int command)
{
    struct subscription *s = calloc(1, sizeof *s);

    if (!s)
        return -1;
    s->topic = strdup(topic);
    TAILQ_INSERT_TAIL(&subscriptions, s, link); // expect: unremoved-registration[ended] "subscriptions"
    switch (command) {
    case 'q':
        TAILQ_REMOVE(&subscriptions, s, link);
        free(s->topic);
        free(s);
        return 0;
    case 'x':
        free(s->topic);
        free(s);
        return 1;
    case 'p':
        s->paused = 1;
        break;
    default:
        break;
    }
    return 2;
}

void unsubscribe(struct subscription *s)
{
    TAILQ_REMOVE(&subscriptions, s, link);
    free(s->topic);
    free(s);
}
