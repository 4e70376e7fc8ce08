#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

bool error_set(struct error *err, const char *format, ...)
{
    if (err == NULL)
        return false;
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_free(err->message);
    err->message = message;
    return false;
}

void error_prefix(struct error *err, const char *format, ...)
{
    if (err == NULL)
        return;
    va_list args;
    va_start(args, format);
    char *context = g_strdup_vprintf(format, args);
    va_end(args);
    char *message = g_strdup_printf("%s: %s", context, err->message != NULL ? err->message : "unknown error");
    g_free(context);
    g_free(err->message);
    err->message = message;
}

void error_release(struct error *err)
{
    g_clear_pointer(&err->message, g_free);
}

static void say(const char *label, const char *format, va_list args)
{
    char *message = g_strdup_vprintf(format, args);
    fprintf(stderr, "linger: %s%s\n", label, message);
    g_free(message);
}

void warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say("warning: ", format, args);
    va_end(args);
}

void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say("", format, args);
    va_end(args);
    exit(2);
}

void bug_at(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "linger: bug at %s:%d: %s; please report it with the command that led here\n", file, line, message);
    g_free(message);
    abort();
}
