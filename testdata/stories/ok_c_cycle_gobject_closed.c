/* Who closes a connection takes its handler from it, which lets go of the connection. */
#include <glib-object.h>
#include <stories/story.h>

static long conns;

typedef struct {
    GObject parent_instance;
    int fd;
    GObject *handler;
} Conn;
typedef struct {
    GObjectClass parent_class;
} ConnClass;
typedef struct {
    GObject parent_instance;
    Conn *conn;
} Handler;
typedef struct {
    GObjectClass parent_class;
} HandlerClass;
G_DEFINE_TYPE(Conn, conn, G_TYPE_OBJECT)
G_DEFINE_TYPE(Handler, handler, G_TYPE_OBJECT)

static void handler_finalize(GObject *object)
{
    g_object_unref(((Handler *)object)->conn);
    G_OBJECT_CLASS(handler_parent_class)->finalize(object);
}

static void handler_class_init(HandlerClass *class)
{
    G_OBJECT_CLASS(class)->finalize = handler_finalize;
}

static void handler_init(Handler *self)
{
    self->conn = NULL;
}

static Handler *handler_new(Conn *conn)
{
    Handler *self = g_object_new(handler_get_type(), NULL);

    self->conn = g_object_ref(conn);
    return self;
}

static void conn_finalize(GObject *object)
{
    g_clear_object(&((Conn *)object)->handler);
    conns--;
    G_OBJECT_CLASS(conn_parent_class)->finalize(object);
}

static void conn_class_init(ConnClass *class)
{
    G_OBJECT_CLASS(class)->finalize = conn_finalize;
}

static void conn_init(Conn *self)
{
    self->fd = -1;
}

static Conn *conn_new(int fd)
{
    Conn *self = g_object_new(conn_get_type(), NULL);
    Handler *handler = handler_new(self);

    self->fd = fd;
    self->handler = (GObject *)g_object_ref(handler);
    g_object_unref(handler);
    conns++;
    return self;
}

static void conn_close(Conn *self)
{
    close(self->fd);
    g_clear_object(&self->handler);
}

static void handler_run(Handler *self)
{
    char line[16] = "";

    if (recv(self->conn->fd, line, sizeof line - 1, 0) > 0 && strcmp(line, "GOOD\n") == 0)
        send(self->conn->fd, "OK\n", 3, 0);
}

static void serve(int fd)
{
    Conn *conn = conn_new(fd);

    handler_run((Handler *)conn->handler);
    conn_close(conn);
    g_object_unref(conn);
}

static long live(void)
{
    return conns;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
