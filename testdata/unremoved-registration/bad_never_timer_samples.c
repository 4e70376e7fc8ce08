// A GLib timer adds a sample object every second to an array that nothing shrinks.
#include <glib.h>
#include <sys/resource.h>

struct sample {
    long rss;
};

static GPtrArray *samples;

static gboolean take_sample(gpointer data)
{
    struct sample *s = g_new0(struct sample, 1);
    struct rusage usage;

    (void)data;
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        s->rss = usage.ru_maxrss;
    g_ptr_array_add(samples, s); // expect-low: unremoved-registration[never] "samples"
    return G_SOURCE_CONTINUE;
}

long samples_peak(void)
{
    long peak = 0;

    for (guint i = 0; i < samples->len; i++) {
        struct sample *s = g_ptr_array_index(samples, i);

        peak = s->rss > peak ? s->rss : peak;
    }
    return peak;
}

int main(void)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);

    samples = g_ptr_array_new_with_free_func(g_free);
    g_timeout_add_seconds(1, take_sample, NULL);
    g_main_loop_run(loop);
    return 0;
}
