// A free slot is searched with a loop and a break; what follows can fail for found slots, too.
#include <stdlib.h>

struct topic {
    int retained;
};

struct subscription {
    struct topic *topic;
    int qos;
};

struct session {
    struct subscription **subs;
    int sub_count;
};

int session_subscribe(struct session *session, struct topic *topic, int qos)
{
    struct subscription *sub = calloc(1, sizeof *sub);
    int i;

    if (!sub)
        return -1;
    sub->topic = topic;
    sub->qos = qos;
    for (i = 0; i < session->sub_count; i++) {
        if (!session->subs[i]) {
            session->subs[i] = sub; // expect: unremoved-registration[ended] "subs"
            break;
        }
    }
    if (i == session->sub_count || topic->retained < 0) {
        free(sub);
        return -1;
    }
    return 0;
}

void session_unsubscribe(struct session *session, struct topic *topic)
{
    for (int i = 0; i < session->sub_count; i++) {
        if (session->subs[i] && session->subs[i]->topic == topic) {
            free(session->subs[i]);
            session->subs[i] = NULL;
        }
    }
}
