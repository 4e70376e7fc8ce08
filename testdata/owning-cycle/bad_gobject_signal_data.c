// A signal handler on an object is given a reference to the object itself.
#include <glib-object.h>

typedef struct {
    GObject *parent;
    int ticks;
} Clock;

static void on_tick(Clock *clock, gpointer data)
{
    (void)data;
    clock->ticks++;
}

void clock_start(Clock *clock)
{
    g_signal_connect_data(clock, "tick", G_CALLBACK(on_tick), g_object_ref(clock), (GClosureNotify)g_object_unref, 0); // expect: owning-cycle[refcount] "Clock"
}
