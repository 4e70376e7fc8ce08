// GLib: a timeout is added with the page as its data; the failing path frees the page, the source stays.
#include <glib.h>
#include <stdio.h>

struct page {
    guint refresh;
    FILE *cache;
};

static gboolean on_refresh(gpointer data)
{
    struct page *page = data;

    rewind(page->cache);
    return G_SOURCE_CONTINUE;
}

struct page *page_load(const gchar *cache)
{
    struct page *page = g_new0(struct page, 1);

    page->refresh = g_timeout_add_seconds(60, on_refresh, page); // expect: unremoved-registration ""
    page->cache = fopen(cache, "r");
    if (!page->cache) {
        g_free(page);
        return NULL;
    }
    return page;
}

void page_free(struct page *page)
{
    g_source_remove(page->refresh);
    fclose(page->cache);
    g_free(page);
}
