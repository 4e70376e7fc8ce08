/* A quark for each session: GLib never frees an interned string. */
#include <glib.h>
#include <stdio.h>
#include <unistd.h>

typedef guint32 GQuark;
GQuark g_quark_from_string(const gchar *string);

static unsigned next_session;

static void open_session(void)
{
    char key[40];

    snprintf(key, sizeof key, "session-%u", next_session++);
    g_quark_from_string(key); // expect-low: per-object-logger[interned-name] "next_session"
}

int main(void)
{
    char c;

    while (read(0, &c, 1) == 1)
        open_session();
    return 0;
}
