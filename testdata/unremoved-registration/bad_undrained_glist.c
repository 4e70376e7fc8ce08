// GLib: the box is freed with g_list_free, which frees the cells but not what they hold.
#include <glib.h>

struct letter {
    gchar *text;
};

struct box {
    GList *letters;
};

struct box *box_new(void)
{
    return g_new0(struct box, 1);
}

void box_put(struct box *b, const gchar *text)
{
    struct letter *l = g_new0(struct letter, 1);

    l->text = g_strdup(text);
    b->letters = g_list_prepend(b->letters, l); // expect-todo: unremoved-registration[undrained] "letters"
}

void box_free(struct box *b)
{
    g_list_free(b->letters);
    g_free(b);
}
