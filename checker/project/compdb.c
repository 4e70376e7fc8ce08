/* compdb.c: reads the JSON compilation database (https://clang.llvm.org/docs/JSONCompilationDatabase.html): `command`, unquoted
 * as a POSIX shell would but never given to one, or `arguments`. A database of the wrong shape is refused as a whole; an entry
 * whose file or directory is gone costs only its own unit. Not read: databases in parts (compile_commands.json.d). */
#include "project/compdb.h"

#include <errno.h>
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

static const char file_name[] = "compile_commands.json";
static const char how_to_make[] = "make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, meson, or bear -- make";

static bool has_database(const char *folder)
{
    char *path = g_build_filename(folder, file_name, NULL);
    bool is_there = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return is_there;
}

const char *compdb_find(struct paths *paths, const char *asked, const char *here, struct error *err)
{
    if (asked != NULL) {
        const char *folder = paths_folder(paths, here, asked);
        if (has_database(folder))
            return folder;
        if (g_str_has_suffix(folder, ".json") && g_file_test(folder, G_FILE_TEST_IS_REGULAR))
            error_set(err, "-p wants the directory of %s, not the file '%s'", file_name, asked);
        else if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
            error_set(err, "there is no directory '%s', where -p or 'build' in .linger.yaml look for %s", asked, file_name);
        else
            error_set(err, "there is no %s in '%s'; %s", file_name, asked, how_to_make);
        return NULL;
    }
    for (const char *folder = here;; folder = paths_folder(paths, folder, "..")) {
        if (has_database(folder))
            return folder;
        const char *build = paths_folder(paths, folder, "build");
        if (has_database(build))
            return build;
        if (strcmp(folder, "/") == 0)
            break;
    }
    error_set(err,
              "there is no %s in '%s', its build/, or its parents; %s, or name its directory with -p, or give FILE… -- FLAGS…",
              file_name, here, how_to_make);
    return NULL;
}

/* --- the JSON -------------------------------------------------------------------------------------------------------------- */

static const char *type_name(const json_t *value)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string", [JSON_INTEGER] = "a number",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "a boolean", [JSON_FALSE] = "a boolean", [JSON_NULL] = "null",
    };
    return value == NULL ? "missing" : names[json_typeof(value)];
}

/* `source` is the path for messages. */
static json_t *parse_database(const char *source, struct error *err)
{
    GError *problem = NULL;
    char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(source, &text, &length, &problem)) {
        error_set(err, "cannot read the compile commands: %s", problem->message);
        g_error_free(problem);
        return NULL;
    }
    json_error_t at;
    json_t *database = json_loadb(text, length, 0, &at);
    bool is_empty = strspn(text, " \t\r\n") == length;
    g_free(text);
    if (is_empty)
        error_set(err, "%s is empty; %s", source, how_to_make);
    else if (database == NULL)
        error_set(err, "%s:%d:%d: not valid JSON: %s; %s", source, at.line, MAX(at.column, 1), at.text, how_to_make);
    else if (!json_is_array(database))
        error_set(err, "%s: expected an array of compile commands, found %s", source, type_name(database));
    else if (json_array_size(database) == 0)
        error_set(err, "%s holds no compile commands; configure the build with its targets enabled and write it anew", source);
    else
        return database;
    json_decref(database);
    return NULL;
}

/* The string at `key`. False: not a string, or missing though `is_needed`; sentence in `err`. */
static bool read_string(const char *source, size_t index, const json_t *entry, const char *key, bool is_needed, const char **text,
                        struct error *err)
{
    const json_t *value = json_object_get(entry, key);
    *text = json_string_value(value);
    if (*text != NULL || (value == NULL && !is_needed))
        return true;
    return error_set(err, "%s: entry [%zu]: \"%s\" must be a string, but is %s", source, index, key, type_name(value));
}

struct entry {
    const char *file, *directory, *command, *output;
    const json_t *arguments;
};

static bool read_entry(const char *source, size_t index, const json_t *json, struct entry *entry, struct error *err)
{
    if (!json_is_object(json))
        return error_set(err, "%s: entry [%zu] must be an object, but is %s", source, index, type_name(json));
    if (!read_string(source, index, json, "file", true, &entry->file, err) ||
        !read_string(source, index, json, "directory", false, &entry->directory, err) ||
        !read_string(source, index, json, "output", false, &entry->output, err) ||
        !read_string(source, index, json, "command", false, &entry->command, err))
        return false;
    if (entry->file[0] == '\0')
        return error_set(err, "%s: entry [%zu]: \"file\" is empty", source, index);
    entry->arguments = json_object_get(json, "arguments");
    if (entry->arguments == NULL && entry->command == NULL)
        return error_set(err, "%s: entry [%zu] ('%s') has neither \"command\" nor \"arguments\"", source, index, entry->file);
    if (entry->arguments == NULL)
        return true;
    if (!json_is_array(entry->arguments))
        return error_set(err, "%s: entry [%zu]: \"arguments\" must be an array of strings, but is %s", source, index,
                         type_name(entry->arguments));
    for (size_t i = 0; i < json_array_size(entry->arguments); i++)
        if (!json_is_string(json_array_get(entry->arguments, i)))
            return error_set(err, "%s: entry [%zu]: \"arguments\"[%zu] must be a string, but is %s", source, index, i,
                             type_name(json_array_get(entry->arguments, i)));
    return true;
}

/* --- entries to units ------------------------------------------------------------------------------------------------------- */

struct collection {
    struct loader *loader;
    const char *build_dir;
    GHashTable *commands; /* whole entries seen, as one string (owned): generated databases repeat themselves a lot */
    GHashTable *units;    /* "real path \n arguments" (owned) -> struct unit * */
};

void loader_add_missing(struct loader *loader, const char *display, const char *reason)
{
    struct missing_unit *missing = arena_new_item(loader->project->arena, struct missing_unit);
    missing->path = intern(loader->project->strings, display);
    missing->reason = intern(loader->project->strings, reason);
    g_ptr_array_add(loader->project->missing, missing);
}

/* Why the file cannot be analysed, or NULL. Devices and pipes could block us for ever. */
static const char *file_problem(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return errno == ENOENT || errno == ENOTDIR ? "the file does not exist" : "the file cannot be reached";
    if (!S_ISREG(info.st_mode))
        return "this is not a regular file";
    return access(path, R_OK) == 0 ? NULL : "the file cannot be read";
}

/* Symlinks to one file, compiled alike, are one unit: the one whose path comes first. */
static void add_unit(struct collection *collection, const char *path, const char *directory, const struct clean_command *clean,
                     const char *output)
{
    struct project *project = collection->loader->project;
    if (output == NULL)
        output = clean->output;
    const char *target =
        output == NULL ? NULL : path_display(project->root, paths_file(collection->loader->paths, directory, output));
    char *key = g_strdup_printf("%s\n%s", paths_folder(collection->loader->paths, "/", path), clean->key);
    struct unit *known = g_hash_table_lookup(collection->units, key);
    if (known == NULL) {
        known = arena_new_item(project->arena, struct unit);
        g_hash_table_insert(collection->units, key, known);
        g_ptr_array_add(project->units, known);
    } else {
        g_free(key);
        notes_add(collection->loader->notes, known->display, "merged compile commands that say the same");
        int order = strcmp(path, known->path);
        if (order == 0)
            order = g_strcmp0(target, known->target);
        if (order >= 0)
            return;
    }
    known->path = path;
    known->display = path_display(project->root, path);
    known->directory = directory;
    known->arguments = clean->arguments;
    known->target = target;
    known->variant = "";
}

static void add_command(struct collection *collection, const struct raw_command *command, const char *output)
{
    struct loader *loader = collection->loader;
    struct clean_command clean = {0};
    if (!cleaner_clean(loader->cleaner, command, &clean))
        return;
    const char *problem = file_problem(command->file);
    if (problem == NULL && !g_file_test(command->directory, G_FILE_TEST_IS_DIR)) {
        char *reason = g_strdup_printf("the directory '%s' of its compile command does not exist", command->directory);
        loader_add_missing(loader, command->display, reason);
        g_free(reason);
    } else if (problem != NULL) {
        loader_add_missing(loader, command->display, problem);
    } else {
        add_unit(collection, command->file, command->directory, &clean, output);
    }
}

/* The words of an entry; NULL: bad quoting. */
static char **entry_words(const struct entry *entry)
{
    if (entry->arguments == NULL) {
        char **words = NULL;
        if (entry->command[strspn(entry->command, " \t\r\n")] == '\0')
            return g_new0(char *, 1);
        g_shell_parse_argv(entry->command, NULL, &words, NULL);
        return words;
    }
    size_t count = json_array_size(entry->arguments);
    char **words = g_new0(char *, count + 1);
    for (size_t i = 0; i < count; i++)
        words[i] = g_strdup(json_string_value(json_array_get(entry->arguments, i)));
    return words;
}

static void add_entry(struct collection *collection, const struct entry *entry)
{
    struct loader *loader = collection->loader;
    const char *directory = paths_folder(loader->paths, collection->build_dir, entry->directory != NULL ? entry->directory : ".");
    const char *path = paths_file(loader->paths, directory, entry->file);
    const char *display = path_display(loader->project->root, path);
    char **words = entry_words(entry);
    if (words == NULL || words[0] == NULL) {
        loader_add_missing(loader, display,
                           words == NULL ? "the quotes of its compile command do not match" : "its compile command is empty");
        g_strfreev(words);
        return;
    }
    char *joined = g_strjoinv("\n", words);
    char *key = g_strdup_printf("%s\n%s\n%s\n%s", path, directory, entry->output != NULL ? entry->output : "", joined);
    g_free(joined);
    if (g_hash_table_add(collection->commands, key)) {
        struct raw_command command = {
            .file = path, .display = display, .directory = directory, .words = (const char *const *)words, .has_compiler = true};
        add_command(collection, &command, entry->output);
    } else {
        notes_add(loader->notes, display, "merged compile commands that say the same");
    }
    g_strfreev(words);
}

static struct collection collection_begin(struct loader *loader, const char *build_dir)
{
    return (struct collection){
        .loader = loader,
        .build_dir = build_dir,
        .commands = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
}

static void collection_end(struct collection *collection)
{
    g_hash_table_destroy(collection->commands);
    g_hash_table_destroy(collection->units);
}

bool compdb_load(struct loader *loader, const char *build_dir, struct error *err)
{
    char *source = g_build_filename(build_dir, file_name, NULL);
    json_t *database = parse_database(source, err);
    bool is_good = database != NULL;
    struct collection collection = collection_begin(loader, build_dir);
    for (size_t i = 0; is_good && i < json_array_size(database); i++) {
        struct entry entry = {0};
        is_good = read_entry(source, i, json_array_get(database, i), &entry, err);
        if (is_good)
            add_entry(&collection, &entry);
    }
    collection_end(&collection);
    json_decref(database);
    g_free(source);
    return is_good;
}

void compdb_add_files(struct loader *loader, const char *const *files, const char *const *flags, const char *here)
{
    struct collection collection = collection_begin(loader, here);
    for (; *files != NULL; files++) {
        const char *path = paths_file(loader->paths, here, *files);
        struct raw_command command = {
            .file = path, .display = path_display(loader->project->root, path), .directory = here, .words = flags};
        add_command(&collection, &command, NULL);
    }
    collection_end(&collection);
}

/* --- order and variants ------------------------------------------------------------------------------------------------------
 */

static gint compare_units(gconstpointer a, gconstpointer b)
{
    const struct unit *left = *(const struct unit *const *)a, *right = *(const struct unit *const *)b;
    int order = strcmp(left->path, right->path);
    for (size_t i = 0; order == 0; i++) {
        order = g_strcmp0(left->arguments[i], right->arguments[i]);
        if (left->arguments[i] == NULL || right->arguments[i] == NULL)
            break;
    }
    return order;
}

static gint compare_missing(gconstpointer a, gconstpointer b)
{
    const struct missing_unit *left = *(const struct missing_unit *const *)a, *right = *(const struct missing_unit *const *)b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : strcmp(left->reason, right->reason);
}

static void merge_missing(GPtrArray *missing)
{
    g_ptr_array_sort(missing, compare_missing);
    guint kept = 0;
    for (guint i = 0; i < missing->len; i++)
        if (kept == 0 || compare_missing(&missing->pdata[kept - 1], &missing->pdata[i]) != 0)
            missing->pdata[kept++] = missing->pdata[i];
    g_ptr_array_set_size(missing, (gint)kept);
}

void compdb_finish(struct loader *loader, bool all_configs)
{
    struct project *project = loader->project;
    GPtrArray *units = project->units;
    merge_missing(project->missing);
    g_ptr_array_sort(units, compare_units);
    guint kept = 0;
    unsigned variant = 1;
    for (guint i = 0; i < units->len; i++) {
        struct unit *unit = units->pdata[i];
        const struct unit *last = kept > 0 ? units->pdata[kept - 1] : NULL;
        variant = last != NULL && last->path == unit->path ? variant + 1 : 1;
        if (variant > 1 && !all_configs) {
            notes_add(loader->notes, unit->display, "left out further variants of a file; --all-configs takes them");
            continue;
        }
        if (variant > 1)
            unit->variant = intern_printf(project->strings, "%u", variant);
        units->pdata[kept++] = unit;
    }
    g_ptr_array_set_size(units, (gint)kept);
}
