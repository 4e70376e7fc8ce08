// GLib: the box is freed with g_list_free_full, which frees cells and letters.
#include <glib.h>

struct letter {
    gchar *text;
};

struct box {
    GList *letters;
};

static void letter_free(gpointer data)
{
    struct letter *l = data;

    g_free(l->text);
    g_free(l);
}

struct box *box_new(void)
{
    return g_new0(struct box, 1);
}

void box_put(struct box *b, const gchar *text)
{
    struct letter *l = g_new0(struct letter, 1);

    l->text = g_strdup(text);
    b->letters = g_list_prepend(b->letters, l);
}

void box_free(struct box *b)
{
    g_list_free_full(b->letters, letter_free);
    g_free(b);
}
