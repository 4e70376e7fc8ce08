// An object keeps a reference to itself among its data.
#include <glib-object.h>

typedef struct {
    GObject *parent;
} Page;

void page_mark(Page *page)
{
    g_object_set_data_full(page, "origin", g_object_ref(page), g_object_unref); // expect: owning-cycle[refcount] "Page"
}
