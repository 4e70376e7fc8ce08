// A stream gives up its task when it is closed.
#include <glib-object.h>

typedef struct {
    GObject *parent;
    GTask *task;
} Stream;

void stream_cache(Stream *self)
{
    self->task = g_task_new(self, NULL, NULL, NULL);
}

void stream_close(Stream *self)
{
    g_clear_object((GObject **)&self->task);
}

static void stream_dispose(GObject *object)
{
    g_clear_object((GObject **)&((Stream *)object)->task);
}

struct object_class {
    void (*dispose)(GObject *object);
};
struct object_class stream_class = {.dispose = stream_dispose};
