#include "project/paths.h"

#include <limits.h>
#include <unistd.h>

struct paths {
    struct intern *strings;
    GHashTable *folders; /* absolute path as spelt (owned) -> interned */
};

struct paths *paths_new(struct intern *strings)
{
    struct paths *paths = g_new0(struct paths, 1);
    paths->strings = strings;
    paths->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return paths;
}

void paths_free(struct paths *paths)
{
    if (paths == NULL)
        return;
    g_hash_table_destroy(paths->folders);
    g_free(paths);
}

static char *absolute(const char *directory, const char *path)
{
    return g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(directory, path, NULL);
}

/* Takes `spelt`. */
static const char *resolve_folder(struct paths *paths, char *spelt)
{
    const char *known = g_hash_table_lookup(paths->folders, spelt);
    if (known != NULL) {
        g_free(spelt);
        return known;
    }
    char real[PATH_MAX];
    if (realpath(spelt, real) != NULL) {
        known = intern(paths->strings, real);
    } else {
        char *tidy = g_canonicalize_filename(spelt, "/");
        known = intern(paths->strings, tidy);
        g_free(tidy);
    }
    g_hash_table_insert(paths->folders, spelt, (gpointer)known);
    return known;
}

const char *paths_folder(struct paths *paths, const char *directory, const char *path)
{
    return resolve_folder(paths, absolute(directory, path));
}

const char *paths_file(struct paths *paths, const char *directory, const char *path)
{
    char *spelt = absolute(directory, path);
    char *name = g_path_get_basename(spelt);
    const char *folder = resolve_folder(paths, g_path_get_dirname(spelt));
    const char *file = intern_printf(paths->strings, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
    g_free(name);
    g_free(spelt);
    return file;
}

const char *path_display(const char *root, const char *path)
{
    size_t length = strlen(root);
    if (strcmp(root, "/") == 0)
        return path;
    if (strncmp(path, root, length) == 0 && path[length] == '/')
        return path + length + 1;
    return path;
}

char *path_current(void)
{
    char real[PATH_MAX];
    if (getcwd(real, sizeof real) != NULL)
        return g_strdup(real);
    return g_get_current_dir();
}

static const struct {
    const char *extension;
    enum language language;
} extensions[] = {
    {"c", LANGUAGE_C},     {"i", LANGUAGE_C},     {"cc", LANGUAGE_CXX},  {"cpp", LANGUAGE_CXX},  {"cxx", LANGUAGE_CXX},
    {"c++", LANGUAGE_CXX}, {"cp", LANGUAGE_CXX},  {"C", LANGUAGE_CXX},   {"CPP", LANGUAGE_CXX},  {"ii", LANGUAGE_CXX},
    {"hh", LANGUAGE_CXX},  {"hpp", LANGUAGE_CXX}, {"hxx", LANGUAGE_CXX}, {"h++", LANGUAGE_CXX},  {"H", LANGUAGE_CXX},
    {"tcc", LANGUAGE_CXX}, {"ipp", LANGUAGE_CXX}, {"inl", LANGUAGE_CXX}, {"h", LANGUAGE_HEADER}, {"inc", LANGUAGE_HEADER},
};

enum language path_language(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    for (size_t i = 0; dot != NULL && i < G_N_ELEMENTS(extensions); i++)
        if (strcmp(dot + 1, extensions[i].extension) == 0)
            return extensions[i].language;
    return LANGUAGE_NONE;
}
