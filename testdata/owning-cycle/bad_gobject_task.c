// A stream keeps the task that it is the source of.
#include <glib-object.h>

typedef struct {
    GObject *parent;
    GTask *task;
} Stream;

void stream_cache(Stream *self)
{
    self->task = g_task_new(self, NULL, NULL, NULL); // expect: owning-cycle[refcount] "Stream"
}

static void stream_dispose(GObject *object)
{
    g_clear_object((GObject **)&((Stream *)object)->task);
}

struct object_class {
    void (*dispose)(GObject *object);
};
struct object_class stream_class = {.dispose = stream_dispose};
