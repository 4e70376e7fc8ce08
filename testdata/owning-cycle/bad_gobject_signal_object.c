// A handler is given a reference to the panel that owns its button.
#include <glib-object.h>

typedef struct _Panel Panel;
typedef struct {
    GObject *parent;
    Panel *panel;
} Button;
struct _Panel {
    GObject *parent;
    Button *ok;
    int pressed;
};

static void on_pressed(Button *button, Panel *panel)
{
    (void)button;
    panel->pressed++;
}

void panel_add_button(Panel *self, Button *button)
{
    g_signal_connect_data(button, "pressed", G_CALLBACK(on_pressed), g_object_ref(self), (GClosureNotify)g_object_unref, 0);
    self->ok = g_object_ref(button); // expect: owning-cycle[refcount] "Panel::ok"
}

static void panel_finalize(GObject *object)
{
    g_object_unref(((Panel *)object)->ok);
}

struct object_class {
    void (*finalize)(GObject *object);
};
struct object_class panel_class = {.finalize = panel_finalize};
