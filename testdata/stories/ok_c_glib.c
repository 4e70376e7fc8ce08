// GLib: connections are appended to a global list; both returns remove them.
#include <glib.h>
#include <stories/story.h>

struct conn {
    int fd;
    gchar *peer;
};

static GList *conns;

static struct conn *conn_new(int fd)
{
    struct conn *c = g_new0(struct conn, 1);

    c->fd = fd;
    c->peer = g_strdup("unix");
    return c;
}

static void conn_close(struct conn *c)
{
    close(c->fd);
    c->fd = -1;
}

static void serve(int fd)
{
    struct conn *c = conn_new(fd);
    char line[16] = "";

    conns = g_list_append(conns, c);
    if (recv(c->fd, line, sizeof line - 1, 0) <= 0 || strcmp(line, "GOOD\n") != 0) {
        conn_close(c);
        conns = g_list_remove(conns, c);
        g_free(c->peer);
        g_free(c);
        return;
    }
    send(c->fd, "OK\n", 3, 0);
    conn_close(c);
    conns = g_list_remove(conns, c);
    g_free(c->peer);
    g_free(c);
}

static long live(void)
{
    return (long)g_list_length(conns);
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
