// The handler's id is kept, and the handler disconnected before the panel is freed.
#include <glib-object.h>

struct panel {
    GObject *settings;
    unsigned long handler;
    int changes;
};

static void on_changed(GObject *settings, struct panel *p)
{
    (void)settings;
    p->changes++;
}

struct panel *panel_new(GObject *settings)
{
    struct panel *p = g_new0(struct panel, 1);

    p->settings = g_object_ref(settings);
    p->handler = g_signal_connect(settings, "changed", G_CALLBACK(on_changed), p);
    return p;
}

void panel_free(struct panel *p)
{
    g_signal_handler_disconnect(p->settings, p->handler);
    g_object_unref(p->settings);
    g_free(p);
}
