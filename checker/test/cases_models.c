/* cases_models.c: what linger knows of a library, against the library's own headers.
 *
 * testdata/models/spdlog.cc belongs to rules/models/spdlog.yaml. A comment says what a call on its line means:
 *
 *     // package: libspdlog-dev                    (Debian's name; several may follow)
 *     spdlog::drop(name);       // model: logger-drop key=name
 *     g_conns.push_back(c);     // model: register in=&g_conns
 *
 * An effect may be cut short after any of its words; "none" is a call without a model. Every other call into the library must
 * have one: a call that the headers resolve to something the model does not name is what these cases are to find. Where the
 * package is missing, the case is skipped, and counted. */
#include "test/cases.h"

static unsigned skipped, called, known;

/* The rest of the line after `word` in the text, e.g. "// package: "; NULL: none. g_free. */
static char *line_after(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    return at != NULL ? g_strndup(at + strlen(word), strcspn(at + strlen(word), "\n")) : NULL;
}

static char *source_text(const struct test_case *test)
{
    char *text = NULL;
    g_file_get_contents(test->path, &text, NULL, NULL);
    return text != NULL ? text : g_strdup("");
}

static bool succeeds(const char *const *argv, char **output)
{
    struct run run = run_program(argv, NULL);
    bool ok = run.status == 0;
    if (output != NULL)
        *output = g_strdup(g_strchomp(run.out));
    run_release(&run);
    return ok;
}

/* Is the library here? Debian's package manager knows; elsewhere only pkg-config could tell. */
static bool is_installed(const char *text)
{
    g_autofree char *packages = line_after(text, "// package: ");
    g_autofree char *modules = line_after(text, "// pkg-config: ");
    g_auto(GStrv) names = g_strsplit(packages != NULL ? packages : "", " ", -1);
    g_autofree char *dpkg = g_find_program_in_path("dpkg-query");

    for (char **name = names; *name != NULL; name++) {
        g_autofree char *status = NULL;
        const char *argv[] = {"dpkg-query", "-W", "-f=${db:Status-Status}", *name, NULL};
        if (dpkg != NULL && !(succeeds(argv, &status) && strcmp(status, "installed") == 0))
            return false;
    }
    const char *exists[] = {"pkg-config", "--exists", modules, NULL};
    return dpkg != NULL || (modules != NULL && succeeds(exists, NULL));
}

static void add_words(GPtrArray *argv, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text != NULL ? text : "", " ", -1);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
            g_ptr_array_add(argv, g_strdup(*word));
}

static struct run dump_calls(const struct test_case *test, const char *text)
{
    const char *source = test->sources->pdata[0];
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    const char *fixed[] = {cases_options.linger, "dump", "calls", source, "--", is_cxx(source) ? "-std=c++17" : "-std=gnu11"};
    g_autofree char *modules = line_after(text, "// pkg-config: ");
    g_autofree char *flags = line_after(text, "// flags: ");
    char *folder = case_copy(test);

    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(argv, g_strdup(fixed[i]));
    add_words(argv, flags);
    if (modules != NULL) {
        g_autofree char *cflags = NULL;
        g_autofree char *command = g_strconcat("pkg-config --cflags ", modules, NULL);
        const char *shell[] = {"sh", "-c", command, NULL};
        succeeds(shell, &cflags);
        add_words(argv, cflags);
    }
    g_ptr_array_add(argv, NULL);
    struct run run = run_program((const char *const *)argv->pdata, folder);
    folder_remove(folder);
    return run;
}

/* --- comparing -------------------------------------------------------------------------------------------------------------- */

/* One line of `linger dump calls`: "x.cc:12:7: NAME: LIBRARY MODEL: EFFECT; EFFECT". */
struct call_line {
    int line;
    char *name;
    char **model;   /* library and name, or NULL */
    char **effects; /* NULL-terminated, or NULL */
    bool is_unknown;
    bool met;
};

static void call_line_free(void *data)
{
    struct call_line *call = data;
    g_free(call->name);
    g_strfreev(call->model);
    g_strfreev(call->effects);
    g_free(call);
}

static GPtrArray *read_calls(const char *source, const char *dump)
{
    GPtrArray *calls = g_ptr_array_new_with_free_func(call_line_free);
    g_autofree char *file = g_strconcat(source, ":", NULL);
    g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (!g_str_has_prefix(*line, file))
            continue;
        g_auto(GStrv) parts = g_strsplit(*line, ": ", 4);
        struct call_line *call = g_new0(struct call_line, 1);
        call->line = atoi(parts[0] + strlen(file));
        call->name = g_strdup(parts[1]);
        call->is_unknown = g_strcmp0(parts[2], "no model") == 0;
        if (g_strv_length(parts) == 4) {
            call->model = g_strsplit(parts[2], " ", 2);
            call->effects = g_strsplit(parts[3], "; ", -1);
        }
        g_ptr_array_add(calls, call);
    }
    return calls;
}

static bool means(const struct call_line *call, const char *wanted)
{
    if (call->effects == NULL)
        return call->is_unknown && strcmp(wanted, "none") == 0;
    for (char **effect = call->effects; *effect != NULL; effect++) {
        char next = g_str_has_prefix(*effect, wanted) ? (*effect)[strlen(wanted)] : 'x';
        if (next == '\0' || next == ' ')
            return true;
    }
    return false;
}

static void check_comment(GPtrArray *calls, int number, const char *wanted, GString *problems)
{
    bool is_met = false;
    for (guint i = 0; i < calls->len; i++) {
        struct call_line *call = calls->pdata[i];
        if (call->line == number && means(call, wanted))
            call->met = is_met = true;
    }
    if (is_met)
        return;
    g_string_append_printf(problems, "line %d: no call here means '%s'", number, wanted);
    for (guint i = 0; i < calls->len; i++) {
        const struct call_line *call = calls->pdata[i];
        g_autofree char *effects = call->effects != NULL ? g_strjoinv("; ", call->effects) : NULL;
        if (call->line == number)
            g_string_append_printf(problems, "\n    %s: %s", call->name, effects != NULL ? effects : "no model");
    }
    g_string_append_c(problems, '\n');
}

static unsigned check_comments(GPtrArray *calls, const char *text, GString *problems)
{
    unsigned count = 0;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], "// model: ", -1);
        for (guint k = 1; k < g_strv_length(parts); k++, count++)
            check_comment(calls, i + 1, g_strchomp(parts[k]), problems);
    }
    return count;
}

static void check_unknown(const GPtrArray *calls, GString *problems)
{
    for (guint i = 0; i < calls->len; i++) {
        const struct call_line *call = calls->pdata[i];
        if (call->is_unknown && !call->met)
            g_string_append_printf(problems, "line %d: '%s' has no model; say 'model: none' if that is right\n", call->line,
                                   call->name);
    }
}

/* --- how much of the model is called ---------------------------------------------------------------------------------------- */

static char *library_of(const struct test_case *test)
{
    char *name = g_path_get_basename(test->path);
    *strrchr(name, '.') = '\0';
    return name;
}

static void add_name(GHashTable *names, const char *name)
{
    g_hash_table_add(names, g_strdup(name));
}

static unsigned count_known(const char *library)
{
    const char *argv[] = {cases_options.linger, "models", library, NULL};
    struct run run = run_program(argv, NULL);
    g_auto(GStrv) lines = g_strsplit(run.out, "\n", -1);
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char **line = lines; *line != NULL; line++)
        if (**line != ' ' && **line != '\0')
            add_name(names, *line);
    unsigned count = g_hash_table_size(names);
    g_hash_table_unref(names);
    run_release(&run);
    return count;
}

static unsigned count_called(const GPtrArray *calls, const char *library)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < calls->len; i++) {
        const struct call_line *call = calls->pdata[i];
        if (call->model != NULL && strcmp(call->model[0], library) == 0)
            add_name(names, call->model[1]);
    }
    unsigned count = g_hash_table_size(names);
    g_hash_table_unref(names);
    return count;
}

/* --- the command ------------------------------------------------------------------------------------------------------------ */

/* What it prints begins with "?skipped", or with "?CALLED KNOWN". */
static char *check_case(void *item)
{
    struct test_case *test = item;
    g_autofree char *text = source_text(test), *library = library_of(test);
    GString *problems = g_string_new(test->problems->str);

    if (!is_installed(text)) {
        g_string_free(problems, TRUE);
        return g_strdup("?skipped\n");
    }
    struct run run = dump_calls(test, text);
    g_autoptr(GPtrArray) calls = read_calls(test->sources->pdata[0], run.out);
    if (run.status != 0)
        g_string_append_printf(problems, "linger's exit status is %d\n%s\n", run.status, run.err);
    else if (check_comments(calls, text, problems) == 0)
        g_string_append(problems, "no line says '// model: …'\n");
    check_unknown(calls, problems);
    g_autofree char *head = g_strdup_printf("?%u %u\n", count_called(calls, library), count_known(library));
    g_string_prepend(problems, head);
    run_release(&run);
    return g_string_free(problems, FALSE);
}

static void done(void *item, char *printed)
{
    const struct test_case *test = item;
    unsigned in_case = 0, in_model = 0;
    const char *problems = strchr(printed, '\n');

    if (g_str_has_prefix(printed, "?skipped")) {
        skipped++;
        printf("skip %s: its package is not installed\n", test->name);
        return;
    }
    if (sscanf(printed, "?%u %u", &in_case, &in_model) == 2 && cases_options.verbose)
        printf("     %u of %u calls of the model\n", in_case, in_model);
    called += in_case;
    known += in_model;
    cases_verdict(test->name, *printed == '?' && problems != NULL ? problems + 1 : printed);
}

void cases_models(void)
{
    GPtrArray *all = test_cases_list("models");
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++)
        if (cases_wanted(((struct test_case *)all->pdata[i])->name))
            g_ptr_array_add(wanted, all->pdata[i]);
    run_parallel(wanted, check_case, done);
    printf("%u of the %u calls that their models know; %u skipped\n", called, known, skipped);
    g_ptr_array_unref(all);
}
