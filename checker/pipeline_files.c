#include "pipeline_files.h"

#include "base/hash.h"

#include <sys/stat.h>
#include <time.h>

struct file_keys {
    const char *root;
    struct timespec begin;
    GHashTable *unsaved; /* absolute path -> const struct unsaved_file * */
    GHashTable *known;   /* path as listed (owned) -> struct contents (owned) */
};

struct contents {
    struct hash hash;
    off_t size;
    struct timespec changed;
};

struct file_keys *file_keys_new(const char *root, const struct unsaved_file *unsaved, uint32_t unsaved_count)
{
    struct file_keys *keys = g_new0(struct file_keys, 1);
    keys->root = root;
    keys->unsaved = g_hash_table_new(g_str_hash, g_str_equal);
    keys->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (uint32_t i = 0; i < unsaved_count; i++)
        g_hash_table_insert(keys->unsaved, (gpointer)unsaved[i].path, (gpointer)&unsaved[i]);
    clock_gettime(CLOCK_REALTIME_COARSE, &keys->begin); /* the clock that file systems stamp with */
    return keys;
}

void file_keys_free(struct file_keys *keys)
{
    if (keys == NULL)
        return;
    g_hash_table_destroy(keys->unsaved);
    g_hash_table_destroy(keys->known);
    g_free(keys);
}

static char *absolute(const struct file_keys *keys, const char *path)
{
    return g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(keys->root, path, NULL);
}

/* Devices and the like are never read. */
static struct hash hash_file(const char *path, const struct stat *info)
{
    static const char strange[] = "not a readable file";
    GMappedFile *file = S_ISREG(info->st_mode) ? g_mapped_file_new(path, FALSE, NULL) : NULL;
    if (file == NULL)
        return hash_bytes(strange, sizeof strange);
    const char *text = g_mapped_file_get_contents(file);
    struct hash hash = hash_bytes(text != NULL ? text : "", g_mapped_file_get_length(file));
    g_mapped_file_unref(file);
    return hash;
}

static const struct contents *contents_of(struct file_keys *keys, const char *path)
{
    struct contents *contents = g_hash_table_lookup(keys->known, path);
    if (contents != NULL)
        return contents;
    contents = g_new0(struct contents, 1);
    g_hash_table_insert(keys->known, g_strdup(path), contents);
    char *full = absolute(keys, path);
    const struct unsaved_file *unsaved = g_hash_table_lookup(keys->unsaved, full);
    struct stat info;
    if (unsaved != NULL) {
        contents->hash = hash_bytes(unsaved->text, unsaved->length);
    } else if (stat(full, &info) == 0) {
        contents->hash = hash_file(full, &info);
        contents->size = info.st_size;
        contents->changed = info.st_ctim;
    }
    g_free(full);
    return contents;
}

/* Calls `take` for each path until it says false; whether it never did. */
static bool each_path(struct file_keys *keys, const char *paths, bool (*take)(struct file_keys *, const char *, void *),
                      void *data)
{
    char *copy = g_strdup(paths);
    bool go_on = true;
    for (char *path = copy; go_on && path != NULL && path[0] != '\0';) {
        char *end = strchr(path, '\n');
        if (end != NULL)
            *end++ = '\0';
        go_on = take(keys, path, data);
        path = end;
    }
    g_free(copy);
    return go_on;
}

static bool add_contents(struct file_keys *keys, const char *path, void *hasher)
{
    const struct contents *contents = contents_of(keys, path);
    hasher_add_text(hasher, path);
    hasher_add_number(hasher, contents->hash.high);
    hasher_add_number(hasher, contents->hash.low);
    return true;
}

void file_keys_compute(struct file_keys *keys, const char *paths, char key[33])
{
    struct hasher *hasher = hasher_new();
    each_path(keys, paths, add_contents, hasher);
    hash_format(hasher_finish(hasher), key);
}

static bool is_before(struct timespec a, struct timespec b)
{
    return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

static bool is_settled(struct file_keys *keys, const char *path, void *unused)
{
    (void)unused;
    const struct contents *contents = contents_of(keys, path);
    char *full = absolute(keys, path);
    struct stat info;
    bool is_unsaved = g_hash_table_lookup(keys->unsaved, full) != NULL;
    bool is_there = stat(full, &info) == 0;
    g_free(full);
    if (is_unsaved)
        return true;
    return is_there && info.st_size == contents->size && is_before(info.st_ctim, keys->begin) &&
           info.st_ctim.tv_sec == contents->changed.tv_sec && info.st_ctim.tv_nsec == contents->changed.tv_nsec;
}

bool file_keys_are_settled(struct file_keys *keys, const char *paths)
{
    return each_path(keys, paths, is_settled, NULL);
}
