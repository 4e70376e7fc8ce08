// GLib: the id of a repeating timeout is kept and removed before the view is freed.
#include <glib.h>

struct view {
    guint blink;
    gboolean on;
};

static gboolean on_blink(gpointer data)
{
    struct view *v = data;

    v->on = !v->on;
    return G_SOURCE_CONTINUE;
}

struct view *view_new(void)
{
    struct view *v = g_new0(struct view, 1);

    v->blink = g_timeout_add(500, on_blink, v);
    return v;
}

void view_free(struct view *v)
{
    g_source_remove(v->blink);
    g_free(v);
}
