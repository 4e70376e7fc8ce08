// The settings are the program's own; a panel that was given no id back stays connected to them.
#include <glib-object.h>

static GObject *settings;

struct panel {
    unsigned long handler;
    int changes;
};

static void on_changed(GObject *object, struct panel *p)
{
    (void)object;
    p->changes++;
}

struct panel *panel_new(void)
{
    struct panel *p = g_new0(struct panel, 1);

    g_signal_connect(settings, "changed", G_CALLBACK(on_changed), p); // expect: unremoved-registration "'p'"
    return p;
}

void panel_free(struct panel *p)
{
    g_free(p);
}
