/* g_strdup_printf makes the category's name from a counter that a timer moves on. */
#include <glib.h>
#include <log4c.h>

gchar *g_strdup_printf(const gchar *format, ...);
guint g_timeout_add(guint interval, GSourceFunc function, gpointer data);

static int round_number;

static gboolean on_timer(gpointer data)
{
    gchar *name = g_strdup_printf("round %d", ++round_number);
    log4c_category_t *log = log4c_category_get("round");

    (void)data;
    log4c_category_log(log, LOG4C_PRIORITY_INFO, "%s", name);
    g_free(name);
    return TRUE;
}

void start_rounds(void)
{
    g_timeout_add(1000, on_timer, NULL);
}
