/* find_build.c: looks for compile_commands.json: first where `check` looks, then below the root, not deep, and not where sources
 * of others or hidden things are. Several builds (debug, release): the one configured last is the one being worked with. */
#include "cli/find_build.h"

#include <glib/gstdio.h>

enum { DEEPEST = 3, MOST_FOLDERS = 2000 };

static const char file_name[] = "compile_commands.json";

static bool has_commands(const char *folder)
{
    char *path = g_build_filename(folder, file_name, NULL);
    bool is_there = g_file_test(path, G_FILE_TEST_IS_REGULAR);
    g_free(path);
    return is_there;
}

static void add_if_there(GPtrArray *found, char *folder)
{
    bool is_new = has_commands(folder) && !g_ptr_array_find_with_equal_func(found, folder, g_str_equal, NULL);
    if (is_new)
        g_ptr_array_add(found, folder);
    else
        g_free(folder);
}

static void look_upwards(GPtrArray *found, const char *here, const char *root)
{
    char *folder = g_strdup(here);
    while (true) {
        add_if_there(found, g_strdup(folder));
        add_if_there(found, g_build_filename(folder, "build", NULL));
        if (strcmp(folder, root) == 0 || strcmp(folder, "/") == 0)
            break;
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
    g_free(folder);
}

struct search {
    GPtrArray *found;
    unsigned visited;
};

static void look_below(struct search *search, const char *folder, unsigned depth)
{
    GDir *dir = depth <= DEEPEST ? g_dir_open(folder, 0, NULL) : NULL;
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL && search->visited < MOST_FOLDERS) {
        char *path = g_build_filename(folder, name, NULL);
        bool is_inside = name[0] != '.' && strcmp(name, "node_modules") != 0 && g_file_test(path, G_FILE_TEST_IS_DIR) &&
                         !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        if (is_inside) {
            search->visited++;
            add_if_there(search->found, g_strdup(path));
            look_below(search, path, depth + 1);
        }
        g_free(path);
    }
    if (dir != NULL)
        g_dir_close(dir);
}

static gint64 written_at(const char *folder)
{
    GStatBuf status;
    char *path = g_build_filename(folder, file_name, NULL);
    gint64 when = g_stat(path, &status) == 0 ? (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec : 0;
    g_free(path);
    return when;
}

static int compare_age(const void *a, const void *b)
{
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    gint64 l = written_at(left), r = written_at(right);
    return l != r ? (l < r ? 1 : -1) : strcmp(left, right);
}

GPtrArray *find_builds(const char *here, const char *root)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    struct search below = {.found = g_ptr_array_new()};
    look_upwards(found, here, root);
    look_below(&below, root, 1);
    g_ptr_array_sort(below.found, compare_age);
    for (guint i = 0; i < below.found->len; i++)
        add_if_there(found, below.found->pdata[i]);
    g_ptr_array_unref(below.found);
    return found;
}

bool build_is_obvious(const char *root, const char *build)
{
    char *usual = g_build_filename(root, "build", NULL);
    bool is_obvious = strcmp(build, root) == 0 || strcmp(build, usual) == 0;
    g_free(usual);
    return is_obvious;
}

/* clang-format off */
static const struct build_system systems[] = {
    {"CMakeLists.txt", "cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"},
    {"meson.build",    "meson setup build"},
    {"configure",      "./configure && bear -- make"},
    {"Makefile",       "bear -- make"},
    {"makefile",       "bear -- make"},
    {"GNUmakefile",    "bear -- make"},
    {"build.ninja",    "ninja -t compdb > compile_commands.json"},
};
/* clang-format on */

const struct build_system *build_system_of(const char *root)
{
    for (size_t i = 0; i < G_N_ELEMENTS(systems); i++) {
        char *path = g_build_filename(root, systems[i].file, NULL);
        bool is_there = g_file_test(path, G_FILE_TEST_EXISTS);
        g_free(path);
        if (is_there)
            return &systems[i];
    }
    return NULL;
}
