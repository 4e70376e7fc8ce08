// GLib: the id of a repeating timeout is thrown away; the view is freed while the timeout goes on.
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

    g_timeout_add(500, on_blink, v); // expect: unremoved-registration[lost-handle] "'v'"
    return v;
}

void view_free(struct view *v)
{
    g_free(v);
}
