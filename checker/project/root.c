#include "project/root.h"

/* The nearest of `here` and its parents that has an entry of that name; g_free; or NULL. */
static char *find_upwards(const char *here, const char *name)
{
    char *folder = g_strdup(here);
    while (true) {
        char *entry = g_build_filename(folder, name, NULL);
        bool is_there = g_file_test(entry, G_FILE_TEST_EXISTS);
        g_free(entry);
        if (is_there)
            return folder;
        if (strcmp(folder, "/") == 0)
            break;
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
    g_free(folder);
    return NULL;
}

const char *root_find(struct paths *paths, const char *asked, const char *here, struct error *err)
{
    if (asked != NULL) {
        const char *root = paths_folder(paths, here, asked);
        if (g_file_test(root, G_FILE_TEST_IS_DIR))
            return root;
        error_set(err, "the project root '%s' is not a directory; give --root an existing one", asked);
        return NULL;
    }
    char *found = find_upwards(here, ".linger.yaml");
    if (found == NULL)
        found = find_upwards(here, ".git");
    const char *root = paths_folder(paths, here, found != NULL ? found : here);
    g_free(found);
    return root;
}
