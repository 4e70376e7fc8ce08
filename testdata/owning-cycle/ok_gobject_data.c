// An object keeps its plain address among its data.
#include <glib-object.h>

typedef struct {
    GObject *parent;
} Page;

void page_mark(Page *page)
{
    g_object_set_data(page, "origin", page);
}
