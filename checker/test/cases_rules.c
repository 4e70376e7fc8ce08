/* cases_rules.c: runs `linger check` on each case of a folder and compares the findings with the expectations in it.
 *
 * Everything is asked for (--min-confidence=low); a finding of low confidence that no comment mentions is ignored, since it is
 * silent at default settings. */
#include "test/cases.h"

#include <jansson.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

static int line_of(const json_t *object)
{
    return (int)json_integer_value(json_object_get(object, "line"));
}

static void write_commands(const struct test_case *test, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "compile_commands.json", NULL);
    json_t *commands = json_array();

    for (guint i = 0; i < test->sources->len; i++) {
        const char *source = test->sources->pdata[i];
        g_autoptr(GPtrArray) flags = test_case_flags(test, source);
        json_t *arguments = json_array();

        json_array_append_new(arguments, json_string(is_cxx(source) ? "c++" : "cc"));
        for (guint j = 0; flags->pdata[j]; j++)
            json_array_append_new(arguments, json_string(flags->pdata[j]));
        json_array_append_new(arguments, json_string("-c"));
        json_array_append_new(arguments, json_string(source));
        json_array_append_new(commands, json_pack("{s:s, s:s, s:o}", "directory", folder, "file", source, "arguments", arguments));
    }
    if (json_dump_file(commands, path, JSON_INDENT(1)) != 0) {
        fprintf(stderr, "linger_cases: cannot write %s\n", path);
        exit(2);
    }
    json_decref(commands);
}

static struct run run_linger(const struct test_case *test, const char *folder)
{
    g_autofree char *db = g_build_filename(folder, "linger.db", NULL);
    const char *argv[] = {cases_options.linger, "check", "--root", folder, "--db", db, "--format=json", "--min-confidence=low",
                          "-j1", "-p", folder, NULL};

    write_commands(test, folder);
    return run_program(argv, folder);
}

static bool is_match(const struct expectation *e, const json_t *finding)
{
    const char *file = text_of(finding, "file");

    return line_of(finding) == e->line && strcmp(file, e->file) == 0 && strcmp(text_of(finding, "rule"), e->rule) == 0 &&
           (!e->claim || strcmp(text_of(finding, "kind"), e->claim) == 0) &&
           (!e->text || strstr(text_of(finding, "message"), e->text)) &&
           (e->kind != EXPECT_LOW || strcmp(text_of(finding, "confidence"), "low") == 0);
}

static bool has_step(const struct expectation *e, const json_t *finding)
{
    const json_t *step;
    size_t i;

    json_array_foreach (json_object_get(finding, "steps"), i, step)
        if (line_of(step) == e->line && strcmp(text_of(step, "file"), e->file) == 0 &&
            (!e->text || strstr(text_of(step, "text"), e->text)))
            return true;
    return false;
}

static void describe(GString *out, const json_t *finding)
{
    const json_t *step;
    size_t i;

    g_string_append_printf(out, "%s:%d: %s[%s] (%s): %s\n", text_of(finding, "file"), line_of(finding), text_of(finding, "rule"),
                           text_of(finding, "kind"), text_of(finding, "confidence"), text_of(finding, "message"));
    json_array_foreach (json_object_get(finding, "steps"), i, step)
        g_string_append_printf(out, "    %s:%d: %s\n", text_of(step, "file"), line_of(step), text_of(step, "text"));
}

/* Marks the expectations that the finding meets; says so when nobody expected it. */
static void match_finding(struct test_case *test, const json_t *finding, GString *problems)
{
    bool low = strcmp(text_of(finding, "confidence"), "low") == 0, ruled_out = false;

    for (guint i = 0; i < test->expectations->len; i++) {
        struct expectation *e = test->expectations->pdata[i];

        ruled_out |= e->kind == EXPECT_NONE && is_match(e, finding);
        if (e->kind == EXPECT_NONE || e->kind == EXPECT_STEP || e->met || !is_match(e, finding) || (low && e->kind != EXPECT_LOW))
            continue;
        e->met = true;
        if (e->kind != EXPECT_TODO && e->kind != EXPECT_WRONG)
            for (guint j = 0; j < test->expectations->len; j++) {
                struct expectation *step = test->expectations->pdata[j];
                step->met |= step->kind == EXPECT_STEP && has_step(step, finding);
            }
        return;
    }
    if (!low || ruled_out) {
        g_string_append(problems, "not expected: ");
        describe(problems, finding);
    }
}

static void unmet(const struct expectation *e, GString *problems)
{
    static const char *const what[] = {"not found", "not found with low confidence", "", "no longer found: remove the expect-wrong",
                                       "no finding has this step"};

    g_string_append_printf(problems, "%s:%d: %s:", e->file, e->line, what[e->kind]);
    if (e->rule)
        g_string_append_printf(problems, " %s%s%s%s", e->rule, e->claim ? "[" : "", e->claim ? e->claim : "", e->claim ? "]" : "");
    if (e->text)
        g_string_append_printf(problems, " \"%s\"", e->text);
    g_string_append_c(problems, '\n');
}

/* Gaps are counted by the parent process: a line "?missed" or "?wrong" each. */
static void judge(struct test_case *test, GString *problems, GString *gaps)
{
    bool has_finding = false;

    for (guint i = 0; i < test->expectations->len; i++)
        has_finding |= ((struct expectation *)test->expectations->pdata[i])->kind <= EXPECT_LOW;
    for (guint i = 0; i < test->expectations->len; i++) {
        const struct expectation *e = test->expectations->pdata[i];

        if (e->kind == EXPECT_TODO && e->met)
            g_string_append_printf(problems, "%s:%d: found now: turn the expect-todo into an expect\n", e->file, e->line);
        else if (e->kind == EXPECT_TODO)
            g_string_append(gaps, "?missed\n");
        else if (e->kind == EXPECT_WRONG && e->met)
            g_string_append(gaps, "?wrong\n");
        else if (!e->met && e->kind != EXPECT_NONE && (e->kind != EXPECT_STEP || has_finding))
            unmet(e, problems);
    }
}

static void compare(struct test_case *test, const struct run *run, GString *problems, GString *gaps)
{
    json_error_t error;
    json_t *report = json_loads(run->out, 0, &error);
    const json_t *finding, *failed;
    size_t i;

    if (run->status != 0 && run->status != 1)
        g_string_append_printf(problems, "linger's exit status is %d\n%s\n", run->status, run->err);
    if (!report) {
        g_string_append_printf(problems, "linger's output is no JSON: %s\n%s\n", error.text, run->err);
        return;
    }
    json_array_foreach (json_object_get(report, "failed_units"), i, failed) {
        g_autofree char *text = json_dumps(failed, JSON_COMPACT);
        g_string_append_printf(problems, "a unit failed: %s\n", text);
    }
    json_array_foreach (json_object_get(report, "findings"), i, finding)
        match_finding(test, finding, problems);
    judge(test, problems, gaps);
    if (strstr(run->err, "ERROR: ") && strstr(run->err, "Sanitizer"))
        g_string_append_printf(problems, "a sanitizer complains:\n%s\n", run->err);
    json_decref(report);
}

static char *check_case(void *item)
{
    struct test_case *test = item;
    GString *problems = g_string_new(test->problems->str), *gaps = g_string_new(NULL);
    char *folder = case_copy(test);
    struct run run = run_linger(test, folder);

    compare(test, &run, problems, gaps);
    run_release(&run);
    folder_remove(folder);
    g_string_prepend(problems, gaps->str);
    g_string_free(gaps, TRUE);
    return g_string_free(problems, FALSE);
}

static void done(void *item, char *printed)
{
    const struct test_case *test = item;

    while (*printed == '?') {
        cases_gap(printed[1] == 'm');
        printed += strcspn(printed, "\n") + 1;
    }
    cases_verdict(test->name, printed);
}

void cases_rules(const char *folder)
{
    GPtrArray *all = test_cases_list(folder);
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++)
        if (cases_wanted(((struct test_case *)all->pdata[i])->name))
            g_ptr_array_add(wanted, all->pdata[i]);
    run_parallel(wanted, check_case, done);
    g_ptr_array_unref(all);
}
