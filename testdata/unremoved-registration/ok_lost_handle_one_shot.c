// GLib: an idle call that runs once and frees its own data needs no handle.
#include <glib.h>

struct note {
    gchar *text;
};

static gboolean deliver(gpointer data)
{
    struct note *n = data;

    g_free(n->text);
    g_free(n);
    return G_SOURCE_REMOVE;
}

void post_note(const gchar *text)
{
    struct note *n = g_new0(struct note, 1);

    n->text = g_strdup(text);
    g_idle_add(deliver, n);
}
