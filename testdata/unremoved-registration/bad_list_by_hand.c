// A hand-written list: the session is its new head, and is freed when the log file cannot be opened.
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
    sessions = s; // expect: unremoved-registration[ended] "sessions"
    s->log = fopen(log, "w");
    if (s->log == NULL) {
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
