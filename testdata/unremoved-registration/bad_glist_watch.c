// GLib: the list of watches keeps a watch that was freed because its folder cannot be read.
#include <dirent.h>
#include <glib.h>

struct watch {
    gchar *path;
    DIR *dir;
};

static GList *watches;

gboolean watch_add(const gchar *path)
{
    struct watch *w = g_new0(struct watch, 1);

    w->path = g_strdup(path);
    watches = g_list_prepend(watches, w); // expect: unremoved-registration[ended] "watches"
    w->dir = opendir(path);
    if (w->dir == NULL) {
        g_free(w->path);
        g_free(w);
        return FALSE;
    }
    return TRUE;
}

void watch_remove(struct watch *w)
{
    watches = g_list_remove(watches, w);
    closedir(w->dir);
    g_free(w->path);
    g_free(w);
}
