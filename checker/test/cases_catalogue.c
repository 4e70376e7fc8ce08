/* cases_catalogue.c: is the collection of cases sound? Every rule has its page and cases, every broken case a cured twin that
 * differs in a few lines, no case is there twice, and broken and cured ones are what their names say; every model has its case.
 */
#include "test/cases.h"

enum { MAX_TWIN_LINES = 24 };

/* "bad_x.cc" -> "x", "ok_x_by_hand.c" -> "x_by_hand"; NULL: neither. g_free. */
static char *stem_of(const char *name, const char *prefix)
{
    g_autofree char *base = g_path_get_basename(name);
    char *dot;

    if (!g_str_has_prefix(base, prefix))
        return NULL;
    if ((dot = strrchr(base, '.')))
        *dot = '\0';
    return g_strdup(base + strlen(prefix));
}

static GHashTable *lines_of(const struct test_case *test)
{
    GHashTable *count = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < test->sources->len + test->headers->len; i++) {
        const GPtrArray *list = i < test->sources->len ? test->sources : test->headers;
        g_autofree char *path = test_case_file(test, list->pdata[i < test->sources->len ? i : i - test->sources->len]);
        g_autofree char *text = NULL;
        g_auto(GStrv) lines = NULL;

        if (!g_file_get_contents(path, &text, NULL, NULL))
            continue;
        lines = g_strsplit(text, "\n", -1);
        for (char **line = lines; *line; line++) {
            char *comment = strstr(*line, "// "), *key;

            if (comment)
                *comment = '\0';
            key = g_strdup(g_strstrip(*line));
            if (*key)
                g_hash_table_insert(count, key, GINT_TO_POINTER(GPOINTER_TO_INT(g_hash_table_lookup(count, key)) + 1));
            else
                g_free(key);
        }
    }
    return count;
}

/* How many lines one has and the other has not, both ways. */
static int lines_apart(const struct test_case *a, const struct test_case *b)
{
    GHashTable *left = lines_of(a), *right = lines_of(b);
    GHashTableIter iter;
    gpointer line, count;
    int apart = 0;

    g_hash_table_iter_init(&iter, left);
    while (g_hash_table_iter_next(&iter, &line, &count))
        apart += MAX(0, GPOINTER_TO_INT(count) - GPOINTER_TO_INT(g_hash_table_lookup(right, line)));
    g_hash_table_iter_init(&iter, right);
    while (g_hash_table_iter_next(&iter, &line, &count))
        apart += MAX(0, GPOINTER_TO_INT(count) - GPOINTER_TO_INT(g_hash_table_lookup(left, line)));
    g_hash_table_unref(left);
    g_hash_table_unref(right);
    return apart;
}

static void check_twin(const struct test_case *bad, const char *stem, const GPtrArray *cases, GString *problems)
{
    int best = -1;

    for (guint i = 0; i < cases->len; i++) {
        const struct test_case *other = cases->pdata[i];
        g_autofree char *twin = stem_of(other->name, "ok_");

        if (twin && g_str_has_prefix(twin, stem)) {
            int apart = lines_apart(bad, other);
            best = best < 0 ? apart : MIN(best, apart);
        }
    }
    if (best < 0)
        g_string_append_printf(problems, "no cured twin ok_%s*\n", stem);
    else if (best > MAX_TWIN_LINES)
        g_string_append_printf(problems, "the nearest cured twin is %d lines away; at most %d\n", best, MAX_TWIN_LINES);
}

static void check_case(const struct test_case *test, const GPtrArray *cases)
{
    g_autofree char *bad = stem_of(test->name, "bad_"), *ok = stem_of(test->name, "ok_");
    GString *problems = g_string_new(NULL);
    bool claims = false, wrong = false;

    for (guint i = 0; i < test->expectations->len; i++) {
        const struct expectation *e = test->expectations->pdata[i];
        claims |= e->kind != EXPECT_WRONG && e->kind != EXPECT_NONE;
        wrong |= e->kind == EXPECT_WRONG && bad;
    }
    if (!bad && !ok)
        g_string_append(problems, "a case is called bad_… or ok_…\n");
    if (bad && !claims)
        g_string_append(problems, "a broken case expects something\n");
    if (ok && claims)
        g_string_append(problems, "a cured case expects nothing\n");
    if (wrong)
        g_string_append(problems, "false alarms belong into cured cases\n");
    if (bad)
        check_twin(test, bad, cases, problems);
    cases_verdict(test->name, problems->str);
    g_string_free(problems, TRUE);
}

static void check_duplicates(const GPtrArray *cases, GHashTable *seen)
{
    for (guint i = 0; i < cases->len; i++) {
        struct test_case *test = cases->pdata[i];
        char *tokens = normalised_tokens(test);
        const char *other = g_hash_table_lookup(seen, tokens);

        if (other) {
            g_autofree char *problem = g_strdup_printf("the same tokens as %s", other);
            cases_verdict(test->name, problem);
            g_free(tokens);
        } else {
            g_hash_table_insert(seen, tokens, g_strdup(test->name));
        }
    }
}

static void check_folder(const char *folder, GHashTable *seen)
{
    GPtrArray *cases = test_cases_list(folder);

    for (guint i = 0; i < cases->len; i++)
        check_case(cases->pdata[i], cases);
    check_duplicates(cases, seen);
    g_ptr_array_unref(cases);
}

static unsigned count_cases(const char *folder, const char *prefix)
{
    GPtrArray *cases = test_cases_list(folder);
    unsigned count = 0;

    for (guint i = 0; i < cases->len; i++) {
        g_autofree char *stem = stem_of(((struct test_case *)cases->pdata[i])->name, prefix);
        count += stem != NULL;
    }
    g_ptr_array_unref(cases);
    return count;
}

/* The page, the binary and the cases know the same rule. */
static void check_rule(const char *rule, const char *list)
{
    GString *problems = g_string_new(NULL);
    const char *argv[] = {cases_options.linger, "explain", rule, NULL};
    struct run explained = run_program(argv, NULL);

    if (!strstr(list, rule))
        g_string_append(problems, "`linger rules` does not know it\n");
    if (explained.status != 0 || strlen(explained.out) < 200)
        g_string_append(problems, "`linger explain` does not print its page\n");
    if (count_cases(rule, "bad_") == 0 || count_cases(rule, "ok_") == 0)
        g_string_append_printf(problems, "testdata/%s needs a case that reports and one that is silent\n", rule);
    cases_verdict(rule, problems->str);
    run_release(&explained);
    g_string_free(problems, TRUE);
}

/* rules/models/spdlog.yaml has its testdata/models/spdlog.cc, or says why not. */
static void check_model(const char *folder, const char *file)
{
    g_autofree char *library = g_strndup(file, strlen(file) - strlen(".yaml"));
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *c = g_strconcat(LINGER_TESTDATA "/models/", library, ".c", NULL);
    g_autofree char *cxx = g_strconcat(c, "c", NULL);
    g_autofree char *text = NULL;
    bool has_case = g_file_test(c, G_FILE_TEST_EXISTS) || g_file_test(cxx, G_FILE_TEST_EXISTS);
    bool has_reason = g_file_get_contents(path, &text, NULL, NULL) && strstr(text, "\n# no case in testdata/models: ") != NULL;

    if (!has_case && !has_reason)
        cases_verdict(library, "no case in testdata/models, and no line '# no case in testdata/models: REASON' in the model");
    else if (has_case && has_reason)
        cases_verdict(library, "the model says that there is no case in testdata/models, but there is");
    else
        cases_verdict(library, NULL);
}

static void check_models(const char *rules)
{
    g_autofree char *folder = g_build_filename(rules, "models", NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".yaml"))
            check_model(folder, name);
    if (dir)
        g_dir_close(dir);
}

void cases_catalogue(void)
{
    const char *rules = cases_options.rules ? cases_options.rules : "rules";
    const char *argv[] = {cases_options.linger, "rules", NULL};
    struct run listed = run_program(argv, NULL);
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GDir *dir = g_dir_open(rules, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        if (g_str_has_suffix(name, ".md") && strcmp(name, "models.md") != 0) {
            g_autofree char *rule = g_strndup(name, strlen(name) - 3);

            check_rule(rule, listed.out);
            check_folder(rule, seen);
        }
    }
    if (dir)
        g_dir_close(dir);
    else
        cases_verdict("rules", "no folder of rule pages; see --rules");
    check_folder("stories", seen);
    check_models(rules);
    run_release(&listed);
    g_hash_table_unref(seen);
}
