// A hand-written list: the new head is taken off again when the log file cannot be opened.
#include <stdio.h>
#include <stdlib.h>

struct session {
    int id;
    FILE *log;
    struct session *next;
};

static struct session *sessions;

struct session *session_open(int id, const char *log)
{
    struct session *s = malloc(sizeof *s);

    if (s == NULL)
        return NULL;
    s->id = id;
    s->next = sessions;
    sessions = s;
    s->log = fopen(log, "w");
    if (s->log == NULL) {
        sessions = s->next;
        free(s);
        return NULL;
    }
    return s;
}

void session_close(struct session *s)
{
    struct session **at;

    for (at = &sessions; *at; at = &(*at)->next) {
        if (*at == s) {
            *at = s->next;
            break;
        }
    }
    fclose(s->log);
    free(s);
}
