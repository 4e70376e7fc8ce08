// The handler's id is thrown away, though the settings object outlives the panel that is its data.
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
    g_signal_connect(settings, "changed", G_CALLBACK(on_changed), p); // expect: unremoved-registration[lost-handle] "'p'"
    return p;
}

void panel_free(struct panel *p)
{
    g_object_unref(p->settings);
    g_free(p);
}
