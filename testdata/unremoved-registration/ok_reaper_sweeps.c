// A failed session is marked dead and stays in the list: a reaper sweeps the list on every tick.
#include <stdlib.h>
#include <unistd.h>

struct session {
    int fd, dead;
    struct session *next;
};

static struct session *sessions;

int session_begin(int fd)
{
    struct session *s = calloc(1, sizeof *s);

    if (!s)
        return -1;
    s->fd = fd;
    s->next = sessions;
    sessions = s;
    if (write(fd, "READY\n", 6) != 6) {
        s->dead = 1;
        return -1;
    }
    return 0;
}

void sessions_reap(void)
{
    struct session **at = &sessions;

    while (*at) {
        struct session *s = *at;

        if (s->dead) {
            *at = s->next;
            close(s->fd);
            free(s);
        } else {
            at = &s->next;
        }
    }
}
