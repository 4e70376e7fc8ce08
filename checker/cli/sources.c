#include "cli/sources.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

enum { MAX_BYTES = 64 << 20 };

struct sources {
    char *root;
    GHashTable *texts; /* path -> GBytes *, NULL for the unreadable */
};

static void free_bytes(void *bytes)
{
    if (bytes != NULL)
        g_bytes_unref(bytes);
}

struct sources *sources_new(const char *root)
{
    struct sources *sources = g_new0(struct sources, 1);
    sources->root = g_strdup(root);
    sources->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_bytes);
    return sources;
}

void sources_free(struct sources *sources)
{
    g_hash_table_unref(sources->texts);
    g_free(sources->root);
    g_free(sources);
}

void sources_override(struct sources *sources, const char *path, const char *text, size_t length)
{
    size_t root = strlen(sources->root);
    bool is_below = strncmp(path, sources->root, root) == 0 && path[root] == '/';
    g_hash_table_insert(sources->texts, g_strdup(is_below ? path + root + 1 : path), g_bytes_new(text, length));
}

/* Only plain files: a path in a database could name a device or a pipe. */
static GBytes *read_text(const struct sources *sources, const char *path)
{
    char *full = g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(sources->root, path, NULL);
    struct stat status;
    char *text;
    gsize length;
    GBytes *bytes = NULL;
    if (g_stat(full, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= MAX_BYTES &&
        g_file_get_contents(full, &text, &length, NULL))
        bytes = g_bytes_new_take(text, length);
    g_free(full);
    return bytes;
}

const char *sources_text(const char *path, size_t *length, void *user)
{
    struct sources *sources = user;
    void *known;
    if (!g_hash_table_lookup_extended(sources->texts, path, NULL, &known)) {
        known = read_text(sources, path);
        g_hash_table_insert(sources->texts, g_strdup(path), known);
    }
    if (known == NULL)
        return NULL;
    const char *text = g_bytes_get_data(known, length);
    return text != NULL ? text : "";
}
