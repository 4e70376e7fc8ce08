#include "project/select.h"

#include "project/config.h"
#include "project/pattern.h"

static bool fits_any(char *const *patterns, unsigned count, const char *path)
{
    for (unsigned i = 0; i < count; i++)
        if (pattern_fits(patterns[i], path))
            return true;
    return false;
}

/* What is not ours, and what is not shipped; .linger.yaml replaces each list. */
static const char *const default_third_party[] = {"third_party", "vendor", "deps", "_deps", "external"};
static const char *const default_tests[] = {"test",       "tests",     "testing",   "unittest",  "unittests",  "testdata",
                                            "example",    "examples",  "demo",      "demos",     "bench",      "benchmark",
                                            "benchmarks", "fuzz",      "test_*.c*", "*_test.c*", "*_tests.c*", "*_unittest.c*",
                                            "*Test.c*",   "*Tests.c*", "test-*.c*", "*-test.c*"};

enum path_kind project_path_kind(const struct project *project, const char *path)
{
    const struct config *config = project->config;
    path = path_display(project->root, path);
    if (g_path_is_absolute(path))
        return PATH_FOREIGN;
    bool is_foreign = config->third_party != NULL
                          ? fits_any(config->third_party, config->third_party_count, path)
                          : fits_any((char *const *)default_third_party, G_N_ELEMENTS(default_third_party), path);
    if (is_foreign)
        return PATH_FOREIGN;
    bool is_test = config->tests != NULL ? fits_any(config->tests, config->tests_count, path)
                                         : fits_any((char *const *)default_tests, G_N_ELEMENTS(default_tests), path);
    return is_test ? PATH_TEST : PATH_PROJECT;
}

bool project_has_own(const struct project *project, struct error *err)
{
    bool is_below = false;
    for (guint i = 0; i < project->units->len; i++) {
        const struct unit *unit = project->units->pdata[i];
        if (project_path_kind(project, unit->display) != PATH_FOREIGN)
            return true;
        is_below = is_below || !g_path_is_absolute(unit->display);
    }
    if (project->units->len == 0)
        return true; /* all are missing: that is told elsewhere */
    if (is_below)
        return error_set(err, "all units are other people's code, by 'third_party' in .linger.yaml or by default, and nothing is "
                              "reported there");
    return error_set(err, "no unit lies below the project root '%s', and nothing is reported elsewhere: run linger in the project, or "
                          "name its root with --root", project->root);
}

bool select_units(struct loader *loader, struct error *err)
{
    struct project *project = loader->project;
    const struct config *config = project->config;
    guint kept = 0, all = project->units->len;
    for (guint i = 0; i < all; i++) {
        struct unit *unit = project->units->pdata[i];
        if (!fits_any(config->exclude, config->exclude_count, unit->display))
            project->units->pdata[kept++] = unit;
    }
    g_ptr_array_set_size(project->units, (gint)kept);
    if (kept < all)
        notes_add(loader->notes, NULL, "left out %u units that 'exclude' in .linger.yaml names", all - kept);
    guint missing = 0;
    for (guint i = 0; i < project->missing->len; i++) {
        struct missing_unit *unit = project->missing->pdata[i];
        if (!fits_any(config->exclude, config->exclude_count, unit->path))
            project->missing->pdata[missing++] = unit;
    }
    g_ptr_array_set_size(project->missing, (gint)missing);
    if (kept == 0 && missing == 0)
        return error_set(err, "there is nothing to check: %s",
                         all > 0 ? "'exclude' in .linger.yaml leaves out every unit"
                                 : "no compile command is for a C or C++ file");
    return true;
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many units and known missing ones the path (a file, or a folder with all below) selects. */
static unsigned mark(struct project *project, const char *path, bool is_folder)
{
    unsigned count = 0;
    size_t length = strlen(path);
    for (guint i = 0; i < project->units->len; i++) {
        struct unit *unit = project->units->pdata[i];
        bool is_hit = is_folder ? strncmp(unit->path, path, length) == 0 && (unit->path[length] == '/' || strcmp(path, "/") == 0)
                                : unit->path == path;
        unit->is_selected = unit->is_selected || is_hit;
        count += is_hit;
    }
    const char *display = path_display(project->root, path);
    for (guint i = 0; i < project->missing->len; i++)
        count += strcmp(((const struct missing_unit *)project->missing->pdata[i])->path, display) == 0;
    return count;
}

/* The unit may be known by another name of the same file. */
static const char *find_by_real_path(struct loader *loader, const char *path)
{
    const char *real = paths_folder(loader->paths, "/", path);
    for (guint i = 0; i < loader->project->units->len; i++) {
        const struct unit *unit = loader->project->units->pdata[i];
        if (paths_folder(loader->paths, "/", unit->path) == real)
            return unit->path;
    }
    return path;
}

static bool is_header(const char *path)
{
    static const char *const endings[] = {".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".inc", ".inl", ".ipp", ".tcc", ".def"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i]))
            return true;
    return false;
}

static bool select_one(struct loader *loader, const char *file, const char *here, struct error *err)
{
    struct project *project = loader->project;
    bool is_folder = g_file_test(file, G_FILE_TEST_IS_DIR);
    const char *path = is_folder ? paths_folder(loader->paths, here, file) : paths_file(loader->paths, here, file);
    unsigned count = mark(project, path, is_folder);
    if (count == 0 && !g_file_test(path, G_FILE_TEST_EXISTS))
        return error_set(err, "'%s' does not exist; name files or folders of the project", file);
    if (count == 0 && !is_folder) {
        path = find_by_real_path(loader, path);
        count = mark(project, path, false);
    }
    g_ptr_array_add(project->files, (gpointer)path);
    if (count > 0 || (!is_folder && is_header(path)))
        return true;
    if (is_folder)
        return error_set(err, "no compile command is for a file below '%s'; name another folder, or configure the build anew",
                         file);
    loader_add_missing(loader, path_display(project->root, path),
                       path_language(path) == LANGUAGE_NONE
                           ? "it is not a C or C++ file"
                           : "compile_commands.json has no command for it; configure the build anew");
    return true;
}

bool select_files(struct loader *loader, const char *const *files, const char *here, struct error *err)
{
    struct project *project = loader->project;
    if (files == NULL || files[0] == NULL) {
        for (guint i = 0; i < project->units->len; i++)
            ((struct unit *)project->units->pdata[i])->is_selected = true;
        return true;
    }
    project->files = g_ptr_array_new();
    for (; *files != NULL; files++)
        if (!select_one(loader, *files, here, err))
            return false;
    g_ptr_array_sort(project->files, compare_paths);
    return true;
}
