// A connection gives up its first message when it is disconnected, too.
#include <glib-object.h>

typedef struct _Conn Conn;
typedef struct {
    GObject *parent;
    Conn *conn;
} Message;
typedef struct {
    Message *first;
    int fd;
} ConnPrivate;
struct _Conn {
    GObject *parent;
    ConnPrivate *priv;
};

static void conn_init(Conn *self)
{
    self->priv = g_type_instance_get_private((GTypeInstance *)self, 17);
}

Message *message_new(Conn *conn)
{
    Message *message = g_malloc0(sizeof *message);
    message->conn = g_object_ref(conn);
    return message;
}

static void message_finalize(GObject *object)
{
    g_object_unref(((Message *)object)->conn);
}

void conn_accept(Conn *self)
{
    self->priv->first = message_new(self);
}

void handle(Message *message);
void conn_connected(Conn *self)
{
    handle(g_steal_pointer(&self->priv->first));
}

void conn_disconnect(Conn *self)
{
    self->priv->fd = -1;
    g_clear_object((GObject **)&self->priv->first);
}

struct object_class {
    void (*init)(Conn *self);
    void (*finalize)(GObject *object);
};
struct object_class conn_class = {.init = conn_init}, message_class = {.finalize = message_finalize};
