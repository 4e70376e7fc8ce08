// A signal handler on an object knows the object without a reference.
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
    g_signal_connect_data(clock, "tick", G_CALLBACK(on_tick), clock, NULL, 0);
}
