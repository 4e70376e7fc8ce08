// The callback itself asks to be taken out, once the view is closing.
#include <glib.h>

struct view {
    guint blink;
    gboolean on, closing;
};

static gboolean on_blink(gpointer data)
{
    struct view *v = data;

    v->on = !v->on;
    return v->closing ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

struct view *view_new(void)
{
    struct view *v = g_new0(struct view, 1);

    g_timeout_add(500, on_blink, v);
    return v;
}

void view_free(struct view *v)
{
    g_free(v);
}
