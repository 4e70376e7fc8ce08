// A handler that is connected for an object goes with it, and keeps no reference to it.
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
    g_signal_connect_object(button, "pressed", G_CALLBACK(on_pressed), self, 0);
    self->ok = g_object_ref(button);
}

static void panel_finalize(GObject *object)
{
    g_object_unref(((Panel *)object)->ok);
}

struct object_class {
    void (*finalize)(GObject *object);
};
struct object_class panel_class = {.finalize = panel_finalize};
