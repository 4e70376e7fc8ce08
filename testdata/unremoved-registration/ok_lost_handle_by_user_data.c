// No id is kept: the source is found by its data when the view is freed.
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

    g_timeout_add(500, on_blink, v);
    return v;
}

void view_free(struct view *v)
{
    while (g_source_remove_by_user_data(v))
        ;
    g_free(v);
}
