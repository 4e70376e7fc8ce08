#include "cli/files.h"

#include <errno.h>
#include <glib/gstdio.h>

static bool write_stream(FILE *file, const void *data, size_t size)
{
    return fwrite(data, 1, size, file) == size && fflush(file) == 0;
}

bool file_write(const char *path, const void *data, size_t size, const char *what, struct error *err)
{
    if (strcmp(path, "-") == 0)
        return write_stream(stdout, data, size) || error_set(err, "the output could not be written: %s", g_strerror(errno));
    char *beside = g_strconcat(path, ".new", NULL);
    FILE *file = fopen(beside, "w");
    bool is_good = file != NULL && write_stream(file, data, size);
    int why = errno;
    if (file != NULL && fclose(file) != 0 && is_good) {
        is_good = false;
        why = errno;
    }
    if (is_good && g_rename(beside, path) != 0) {
        is_good = false;
        why = errno;
    }
    if (!is_good) {
        if (file != NULL)
            g_unlink(beside);
        error_set(err, "%s '%s' cannot be written: %s", what, path, g_strerror(why));
    }
    g_free(beside);
    return is_good;
}
