// A free slot is searched with a loop and a break; only when there was none the table grows, and only then that can fail.
#include <stdlib.h>

struct topic;

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
    struct subscription **bigger;
    struct subscription *sub = calloc(1, sizeof *sub);
    int i;

    if (!sub)
        return -1;
    sub->topic = topic;
    sub->qos = qos;
    for (i = 0; i < session->sub_count; i++) {
        if (!session->subs[i]) {
            session->subs[i] = sub;
            break;
        }
    }
    if (i == session->sub_count) {
        bigger = realloc(session->subs, sizeof *bigger * (size_t)(session->sub_count + 1));
        if (!bigger) {
            free(sub);
            return -1;
        }
        session->subs = bigger;
        session->subs[session->sub_count++] = sub;
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
