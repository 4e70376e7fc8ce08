// An idle source with a destroy notify has let go of the window when it has run.
#include <glib-object.h>

typedef struct {
    GObject *parent;
    guint redraw;
    int frames;
} Window;

static gboolean on_idle(gpointer data)
{
    Window *self = data;
    self->redraw = 0;
    self->frames++;
    return G_SOURCE_REMOVE;
}

void window_queue_redraw(Window *self)
{
    if (self->redraw == 0)
        self->redraw = g_idle_add_full(G_PRIORITY_DEFAULT, on_idle, g_object_ref(self), g_object_unref);
}
