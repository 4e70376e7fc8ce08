// The source has a function that frees the view when it is taken out.
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

void view_free(struct view *v);

struct view *view_new(void)
{
    struct view *v = g_new0(struct view, 1);

    g_timeout_add_full(0, 500, on_blink, v, (GDestroyNotify)view_free);
    return v;
}

void view_free(struct view *v)
{
    g_free(v);
}
