#include "cli/term.h"

#include <unistd.h>

const char *const color_modes[] = {"auto", "always", "never", NULL};

bool term_is_live(FILE *stream)
{
    return isatty(fileno(stream)) == 1 && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

bool term_wants_color(const char *mode, FILE *stream)
{
    if (g_strcmp0(mode, "always") == 0)
        return true;
    if (g_strcmp0(mode, "never") == 0)
        return false;
    const char *refused = g_getenv("NO_COLOR");
    return term_is_live(stream) && (refused == NULL || *refused == '\0');
}
