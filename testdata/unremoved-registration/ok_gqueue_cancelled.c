// GLib: a cancelled download leaves the queue of downloads before it is freed.
#include <glib.h>
#include <stdio.h>

struct download {
    gchar *url;
    FILE *out;
};

static GQueue *downloads;

void downloads_init(void)
{
    downloads = g_queue_new();
}

static void download_free(struct download *d)
{
    if (d->out)
        fclose(d->out);
    g_free(d->url);
    g_free(d);
}

gboolean download_enqueue(const gchar *url, const gchar *path)
{
    struct download *d = g_new0(struct download, 1);

    d->url = g_strdup(url);
    g_queue_push_tail(downloads, d);
    d->out = fopen(path, "wb");
    if (!d->out) {
        g_queue_remove(downloads, d);
        download_free(d);
        return FALSE;
    }
    return TRUE;
}

void download_next(void)
{
    struct download *d = g_queue_pop_head(downloads);

    if (d)
        download_free(d);
}
