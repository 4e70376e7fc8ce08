#include "pipeline_files.h"

#include "base/hash.h"
#include "pipeline_search.h"

#include <sys/stat.h>
#include <time.h>

struct file_keys {
    const char *root;
    struct timespec begin;
    GHashTable *unsaved; /* absolute path -> const struct unsaved_file * */
    GHashTable *known;   /* path as listed (owned) -> struct contents (owned) */
    struct finder *finder;
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
    keys->finder = finder_new(keys->unsaved);
    clock_gettime(CLOCK_REALTIME_COARSE, &keys->begin); /* the clock that file systems stamp with */
    return keys;
}

void file_keys_free(struct file_keys *keys)
{
    if (keys == NULL)
        return;
    finder_free(keys->finder);
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

/* What each_line() hands on. */
struct reading {
    struct file_keys *keys;
    const char *const *arguments;
    struct hasher *hasher;
};

/* Calls `take` for each line until it says false; whether it never did. */
static bool each_line(const struct reading *reading, const char *lines, bool (*take)(const struct reading *, const char *line))
{
    char *copy = g_strdup(lines);
    bool go_on = true;
    for (char *line = copy; go_on && line != NULL && line[0] != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end++ = '\0';
        go_on = take(reading, line);
        line = end;
    }
    g_free(copy);
    return go_on;
}

static bool add_line(const struct reading *reading, const char *line)
{
    hasher_add_text(reading->hasher, line);
    if (line_is_search(line)) {
        hasher_add_text(reading->hasher, finder_find(reading->keys->finder, reading->arguments, line));
    } else {
        const struct contents *contents = contents_of(reading->keys, line);
        hasher_add_number(reading->hasher, contents->hash.high);
        hasher_add_number(reading->hasher, contents->hash.low);
    }
    return true;
}

void file_keys_compute(struct file_keys *keys, const char *const *arguments, const char *dependencies, char key[33])
{
    struct reading reading = {.keys = keys, .arguments = arguments, .hasher = hasher_new()};
    each_line(&reading, dependencies, add_line);
    hash_format(hasher_finish(reading.hasher), key);
}

static bool is_before(struct timespec a, struct timespec b)
{
    return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

static bool file_is_settled(struct file_keys *keys, const char *path)
{
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

/* A header that a search finds now must have been there when the unit was parsed. */
static bool is_settled(const struct reading *reading, const char *line)
{
    const char *path = line_is_search(line) ? finder_find(reading->keys->finder, reading->arguments, line) : line;
    return path == NULL || file_is_settled(reading->keys, path);
}

bool file_keys_are_settled(struct file_keys *keys, const char *const *arguments, const char *dependencies)
{
    struct reading reading = {.keys = keys, .arguments = arguments};
    return each_line(&reading, dependencies, is_settled);
}
