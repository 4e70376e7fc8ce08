/* Sessions in C: the category is kept in the struct, its name comes from a field set elsewhere. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <zlog.h>

struct session {
    unsigned serial;
    zlog_category_t *log;
};

struct server {
    unsigned next_serial;
};

static struct session *session_new(struct server *server)
{
    struct session *s = calloc(1, sizeof *s);

    s->serial = server->next_serial++; // expect-step: "counted"
    return s;
}

static void session_start(struct session *s)
{
    char name[24];

    snprintf(name, sizeof name, "session_%u", s->serial);
    s->log = zlog_get_category(name); // expect: per-object-logger[unique-name] "next_serial"
    zlog_info(s->log, "started");
}

int main(void)
{
    struct server server = {1};
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    while (accept(listener, NULL, NULL) >= 0) {
        struct session *s = session_new(&server);
        session_start(s);
        free(s);
    }
    return 0;
}
