// The button belongs to the dialog and dies with it: the connection needs no handle.
#include <glib-object.h>

struct dialog {
    GObject *button;
    int clicks;
};

static void on_clicked(GObject *button, struct dialog *d)
{
    (void)button;
    d->clicks++;
}

struct dialog *dialog_new(GObject *button)
{
    struct dialog *d = g_new0(struct dialog, 1);

    d->button = button;
    g_signal_connect(d->button, "clicked", G_CALLBACK(on_clicked), d);
    return d;
}

void dialog_free(struct dialog *d)
{
    g_object_unref(d->button);
    g_free(d);
}
