#include "cli/progress.h"

#include "cli/term.h"

enum { FIRST_AFTER = G_USEC_PER_SEC / 2, EVERY = G_USEC_PER_SEC / 10, HEARTBEAT = 30 * G_USEC_PER_SEC, PATH_WIDTH = 40 };

void progress_init(struct progress *progress)
{
    const char *ci = g_getenv("CI");
    bool is_live = term_is_live(stderr);
    *progress = (struct progress){
        .begin = g_get_monotonic_time(), .is_live = is_live, .is_heartbeat = !is_live && ci != NULL && *ci != '\0'};
    progress->shown = progress->begin;
}

static void append_left(GString *line, uint32_t finished, uint32_t total, gint64 elapsed)
{
    double rate = (double)finished / ((double)elapsed / G_USEC_PER_SEC);
    double left = (double)(total - finished) / MAX(rate, 0.001);
    g_string_append_printf(line, ", %.1f/s", rate);
    if (left >= 60)
        g_string_append_printf(line, ", %u min %02u s left", (unsigned)left / 60, (unsigned)left % 60);
    else
        g_string_append_printf(line, ", %u s left", (unsigned)left + 1);
}

/* The end of a path says most. */
static void append_tail(GString *line, const char *path)
{
    glong length = g_utf8_validate(path, -1, NULL) ? g_utf8_strlen(path, -1) : -1;
    if (length < 0)
        return;
    g_string_append(line, "  ");
    if (length > PATH_WIDTH) {
        g_string_append(line, "…");
        path = g_utf8_offset_to_pointer(path, length - PATH_WIDTH + 1);
    }
    for (; *path != '\0'; path = g_utf8_next_char(path))
        if (!g_unichar_iscntrl(g_utf8_get_char(path)))
            g_string_append_unichar(line, g_utf8_get_char(path));
}

void progress_unit(uint32_t finished, uint32_t total, const char *path, void *user)
{
    struct progress *progress = user;
    gint64 now = g_get_monotonic_time(), elapsed = now - progress->begin;
    bool is_last = finished == total;
    gint64 pause = is_last && progress->is_visible ? 0 : progress->is_heartbeat ? HEARTBEAT : progress->is_visible ? EVERY : FIRST_AFTER;
    if ((!progress->is_live && !progress->is_heartbeat) || now - progress->shown < pause)
        return;
    GString *line = g_string_new(NULL);
    if (is_last) {
        g_string_append_printf(line, "%u units read, now the program as a whole", total);
    } else {
        g_string_append_printf(line, "%u of %u units", finished, total);
        append_left(line, finished, total, MAX(elapsed, 1));
    }
    if (progress->is_live) {
        if (!is_last)
            append_tail(line, path);
        fprintf(stderr, "\r\033[K%s", line->str);
        progress->is_visible = true;
    } else {
        fprintf(stderr, "linger: %s\n", line->str);
    }
    fflush(stderr);
    progress->shown = now;
    g_string_free(line, TRUE);
}

void progress_erase(struct progress *progress)
{
    if (progress->is_visible)
        fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->is_visible = false;
}
