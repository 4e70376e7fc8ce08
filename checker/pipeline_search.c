/* pipeline_search.c: the compiler's search for headers, as far as a cache needs it: the folder of the includer, -iquote, -I,
 * -isystem, the system's own folders, -idirafter. Where this differs from the compiler (#include_next, the C++ library's
 * folders), it does so every time, and a key made of its answers stays what it was.
 *
 * Few names are in any of the many folders before the one that has them: each folder is listed once, and only a name whose first
 * part is listed is looked for. */
#include "pipeline_search.h"

#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

struct finder {
    GHashTable *unsaved;
    GHashTable *by_arguments; /* address of an argument list -> struct include_path * */
    GHashTable *paths;        /* folders, joined (owned) -> struct include_path * (owned) */
    GHashTable *listings;     /* folder (owned) -> set of names in it (owned); NULL: no such folder */
};

struct include_path {
    char **folders;
    GHashTable *found; /* line (owned) -> path (owned) or NULL */
};

/* --- a unit's folders ----------------------------------------------------------------------------------------------------- */

/* In the order in which they are searched. */
enum group { GROUP_QUOTE, GROUP_NORMAL, GROUP_SYSTEM, GROUP_STANDARD, GROUP_AFTER, GROUPS };

static const struct {
    const char *option;
    enum group group;
} options[] = {
    {"-iquote", GROUP_QUOTE}, {"-isystem-after", GROUP_AFTER}, {"-isystem", GROUP_SYSTEM},
    {"-I", GROUP_NORMAL},     {"-cxx-isystem", GROUP_SYSTEM},  {"-idirafter", GROUP_AFTER},
};

/* The value of an option, joined or the next word; NULL: another option. */
static const char *value_of(const char *const *word, const char *option)
{
    size_t length = strlen(option);
    if (strncmp(word[0], option, length) != 0)
        return NULL;
    return word[0][length] != '\0' ? word[0] + length : word[1];
}

static void add_standard(GPtrArray *folders, const char *sysroot, const char *target)
{
    g_ptr_array_add(folders, g_strconcat(sysroot, "/usr/local/include", NULL));
    g_ptr_array_add(folders, g_strconcat(sysroot, "/usr/include/", target, NULL));
    g_ptr_array_add(folders, g_strconcat(sysroot, "/usr/", target, "/include", NULL));
    g_ptr_array_add(folders, g_strconcat(sysroot, "/usr/include", NULL));
}

static char *join(GPtrArray **groups)
{
    GString *joined = g_string_new(NULL);
    for (size_t i = 0; i < GROUPS; i++)
        for (guint k = 0; k < groups[i]->len; k++)
            g_string_append_printf(joined, "%s%s", joined->len > 0 ? "\n" : "", (const char *)groups[i]->pdata[k]);
    return g_string_free(joined, FALSE);
}

/* Separated by newlines. */
static char *folders_of(const char *const *arguments)
{
    GPtrArray *groups[GROUPS];
    for (size_t i = 0; i < GROUPS; i++)
        groups[i] = g_ptr_array_new_with_free_func(g_free);
    const char *sysroot = "", *target = NULL;
    for (const char *const *word = arguments; *word != NULL; word++) {
        const char *value = NULL;
        for (size_t i = 0; value == NULL && i < G_N_ELEMENTS(options); i++)
            if ((value = value_of(word, options[i].option)) != NULL)
                g_ptr_array_add(groups[options[i].group], g_strdup(value));
        sysroot = g_str_has_prefix(*word, "--sysroot=") ? *word + strlen("--sysroot=") : sysroot;
        target = g_str_has_prefix(*word, "--target=") ? *word + strlen("--target=") : target;
    }
    struct utsname machine;
    g_autofree char *native = g_strconcat(uname(&machine) == 0 ? machine.machine : "", "-linux-gnu", NULL);
    add_standard(groups[GROUP_STANDARD], sysroot, target != NULL ? target : native);
    char *joined = join(groups);
    for (size_t i = 0; i < GROUPS; i++)
        g_ptr_array_unref(groups[i]);
    return joined;
}

static void free_include_path(void *data)
{
    struct include_path *path = data;
    g_strfreev(path->folders);
    g_hash_table_destroy(path->found);
    g_free(path);
}

/* Units that differ in nothing but macros share one. */
static struct include_path *path_of(struct finder *finder, const char *const *arguments)
{
    struct include_path *path = g_hash_table_lookup(finder->by_arguments, arguments);
    if (path != NULL)
        return path;
    char *folders = folders_of(arguments);
    path = g_hash_table_lookup(finder->paths, folders);
    if (path == NULL) {
        path = g_new0(struct include_path, 1);
        path->folders = g_strsplit(folders, "\n", -1);
        path->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        g_hash_table_insert(finder->paths, g_steal_pointer(&folders), path);
    }
    g_free(folders);
    g_hash_table_insert(finder->by_arguments, (gpointer)arguments, path);
    return path;
}

/* --- the disk ------------------------------------------------------------------------------------------------------------- */

static GHashTable *list_folder(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (dir == NULL)
        return NULL;
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
        g_hash_table_add(names, g_strdup(name));
    g_dir_close(dir);
    return names;
}

static bool may_have(struct finder *finder, const char *folder, const char *name)
{
    size_t length = strcspn(name, "/");
    if (g_hash_table_size(finder->unsaved) > 0 || length == 0 || name[0] == '.')
        return true;
    gpointer names;
    if (!g_hash_table_lookup_extended(finder->listings, folder, NULL, &names)) {
        names = list_folder(folder);
        g_hash_table_insert(finder->listings, g_strdup(folder), names);
    }
    g_autofree char *first = g_strndup(name, length);
    return names != NULL && g_hash_table_contains(names, first);
}

/* The file, absolute, if there is one to be read; g_free. */
static char *look_in(struct finder *finder, const char *folder, const char *name)
{
    if (!may_have(finder, folder, name))
        return NULL;
    struct stat info;
    char *path = g_canonicalize_filename(name, folder);
    if (g_hash_table_contains(finder->unsaved, path) ||
        (stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, R_OK) == 0))
        return path;
    g_free(path);
    return NULL;
}

/* --- searches ------------------------------------------------------------------------------------------------------------- */

bool search_to_line(const struct header_search *search, GString *line)
{
    const char *folder = search->own_folder != NULL ? search->own_folder : "";
    g_string_append_printf(line, "\t%s\t%s\n", folder, search->name);
    return strpbrk(folder, "\t\n") == NULL && strpbrk(search->name, "\t\n") == NULL;
}

static char *search(struct finder *finder, const struct include_path *path, const char *line)
{
    const char *name = strchr(line + 1, '\t');
    if (name == NULL)
        return NULL;
    g_autofree char *own = g_strndup(line + 1, (size_t)(name - line - 1));
    char *found = own[0] != '\0' ? look_in(finder, own, name + 1) : NULL;
    for (char **folder = path->folders; found == NULL && *folder != NULL; folder++)
        found = look_in(finder, *folder, name + 1);
    return found;
}

const char *finder_find(struct finder *finder, const char *const *arguments, const char *line)
{
    struct include_path *path = path_of(finder, arguments);
    gpointer found;
    if (!g_hash_table_lookup_extended(path->found, line, NULL, &found)) {
        found = search(finder, path, line);
        g_hash_table_insert(path->found, g_strdup(line), found);
    }
    return found;
}

static void free_listing(void *names)
{
    if (names != NULL)
        g_hash_table_destroy(names);
}

struct finder *finder_new(GHashTable *unsaved)
{
    struct finder *finder = g_new0(struct finder, 1);
    finder->unsaved = unsaved;
    finder->by_arguments = g_hash_table_new(NULL, NULL);
    finder->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_include_path);
    finder->listings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_listing);
    return finder;
}

void finder_free(struct finder *finder)
{
    if (finder == NULL)
        return;
    g_hash_table_destroy(finder->by_arguments);
    g_hash_table_destroy(finder->paths);
    g_hash_table_destroy(finder->listings);
    g_free(finder);
}
