/* emit_golden.c: every emitter prints one shared, hand-made report; the outcome is testdata/emit/<emitter>.golden.
 *
 * The report holds what is hard to print: tabs, wide and non-ASCII characters, percent, colon and comma in a path, markup in
 * messages, a line longer than a terminal, a place without a file, one outside the project, suppressed and triaged findings,
 * failed units, more warnings than GitHub shows. Sources: testdata/emit/src. */
#include "emit/emit.h"
#include "test/test.h"

#define STEPS(array) .steps = array, .step_count = G_N_ELEMENTS(array)
#define EVIDENCE(array) .evidence = array, .evidence_count = G_N_ELEMENTS(array)

enum { MANY = 12 };

static struct step exit_steps[] = {
    {.loc = {"server.c", 9, 2}, .text = "'c' is registered in 'g_conns' here", .function = "serve"},
    {.loc = {"server.c", 10, 6}, .text = "'conn_greet' fails", .function = "serve"},
    {.loc = {"conn.c", 31, 5}, .text = "'c' is freed here", .function = "conn_free"},
    {.loc = {"server.c", 12, 3}, .text = "'serve' returns without removing it", .function = "serve"},
};

static const char *exit_evidence[] = {"'g_conns' is a static variable: it lives as long as the program",
                                      "'serve' is called from the endless loop in 'main'"};

static struct step session_steps[] = {
    {.loc = {"sub dir/50%,a:b.cc", 2, 17}, .text = "'this' is registered here", .function = "Session::Session"},
    {.loc = {"/usr/include/wide/list.h", 7, 1}, .text = "through 'link<T, \"x\">' & others", .function = "link"},
};

static const char *odd_evidence[] = {"a bell \a and an escape \033[31m", "broken UTF-8: \xff\xfe, a tag: </script>"};

static struct finding findings[] = {
    {.rule = "unremoved-registration",
     .kind = "never",
     .confidence = CONFIDENCE_LOW,
     .message = "nothing ever removes from 'seen'",
     .subject = "seen",
     .fingerprint = "00000000000000000000000000000001"},
    {.rule = "unremoved-registration",
     .kind = "exit",
     .confidence = CONFIDENCE_HIGH,
     .message = "'c' is still in 'g_conns' when 'serve' returns at line 12",
     .loc = {"server.c", 9, 2},
     .function = "serve",
     .subject = "g_conns",
     STEPS(exit_steps),
     EVIDENCE(exit_evidence),
     .fix = "remove 'c' from 'g_conns' before line 12",
     .fingerprint = "0123456789abcdef0123456789abcdef",
     .state = STATE_UNCHANGED},
    {.rule = "unremoved-registration",
     .kind = "ended",
     .confidence = CONFIDENCE_MEDIUM,
     .message = "'x' is freed while it is still in 'tab'",
     .loc = {"server.c", 12, 36},
     .function = "serve",
     .subject = "tab",
     .suppressed = "the table is rebuilt on reload",
     .fingerprint = "00000000000000000000000000000002",
     .state = STATE_NEW},
    {.rule = "owning-cycle",
     .kind = "capture",
     .confidence = CONFIDENCE_MEDIUM,
     .message = "'Session' holds itself <through> \"on_close\" & 'timer_'",
     .loc = {"sub dir/50%,a:b.cc", 2, 72},
     .function = "Session::Session",
     .subject = "Session.on_close",
     STEPS(session_steps),
     EVIDENCE(odd_evidence),
     .fix = "capture weak_from_this() instead!",
     .fingerprint = "fedcba9876543210fedcba9876543210",
     .state = STATE_REOPENED},
    {.rule = "per-object-logger",
     .kind = "unique-name",
     .confidence = CONFIDENCE_HIGH,
     .message = "logger 'session-…' is named after 'this'",
     .loc = {"sub dir/50%,a:b.cc", 2, 120},
     .function = "Session::Session",
     .subject = "session-",
     .triage = TRIAGE_INTENTIONAL,
     .triage_reason = "only in the simulator",
     .triage_author = "ann",
     .fingerprint = "00000000000000000000000000000003",
     .state = STATE_UNCHANGED},
};

static const struct rule_text rules[] = {
    {"unremoved-registration", "objects that stay in a container for ever", "# unremoved-registration\n\nWhat it *finds*.\n"},
    {"per-object-logger", "loggers named after objects", "# per-object-logger\n"},
    {"owning-cycle", "objects that keep each other alive", NULL},
};

static const struct failed_unit failed[] = {
    {"broken.c", "broken.c:3:1: error: unknown type name 'frob', and more", true},
    {"odd 100%.cc", "libclang crashed (signal 11)", false},
};

static const struct report_run runs[] = {
    {.id = 6, .when = "2026-01-01T10:00:00Z", .revision = "aaaa", .total = 2, .by_confidence = {0, 1, 1}},
    {.id = 7, .when = "2026-01-02T10:00:00Z", .revision = "bbbb", .total = 3, .fresh = 1, .fixed = 2, .by_confidence = {1, 1, 1}},
};

/* Sources stay in memory: the report borrows them. */
static const char *source(const char *path, size_t *length, void *user)
{
    GHashTable *known = user;
    char *text = g_hash_table_lookup(known, path);
    if (text == NULL) {
        g_autofree char *relative = g_build_filename("emit/src", path, NULL);
        g_autofree char *full = testdata_path(relative);
        if (g_path_is_absolute(path) || !g_file_get_contents(full, &text, NULL, NULL))
            return NULL;
        g_hash_table_insert(known, g_strdup(path), text);
    }
    *length = strlen(text);
    return text;
}

/* The shared report as this emitter is given it. */
static char *print(const char *name, bool color)
{
    const struct emitter *emitter = emitter_find(name);
    if (!CHECK(emitter != NULL))
        return NULL;
    const struct finding *given[G_N_ELEMENTS(findings)];
    GHashTable *sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    struct report report = {.findings = given,
                            .failed = failed,
                            .failed_count = G_N_ELEMENTS(failed),
                            .rules = rules,
                            .rule_count = G_N_ELEMENTS(rules),
                            .runs = runs,
                            .run_count = G_N_ELEMENTS(runs),
                            .version = "0.1.0",
                            .libclang = "19.1.7",
                            .root = "/src/my app",
                            .revision = "bbbb",
                            .units = 84,
                            .color = color,
                            .source = source,
                            .source_user = sources};
    for (size_t i = 0; i < G_N_ELEMENTS(findings); i++)
        if (emitter->wants_all || finding_is_active(&findings[i]))
            given[report.finding_count++] = &findings[i];
    GString *out = g_string_new(NULL);
    struct error err = {0};
    CHECK(emitter->emit(&report, out, &err));
    CHECK(err.message == NULL);
    error_release(&err);
    g_hash_table_unref(sources);
    return g_string_free(out, FALSE);
}

static void golden(const char *name)
{
    g_autofree char *printed = print(name, false);
    g_autofree char *path = g_strdup_printf("emit/%s.golden", name);
    CHECK_GOLDEN(path, printed);
    CHECK(g_utf8_validate(printed, -1, NULL));
}

TEST(emit_text_golden)
{
    golden("text");
}

TEST(emit_text_golden_in_color)
{
    g_autofree char *printed = print("text", true);
    CHECK_GOLDEN("emit/text-color.golden", printed);
}

TEST(emit_json_golden)
{
    golden("json");
}

TEST(emit_sarif_golden)
{
    golden("sarif");
}

TEST(emit_github_golden)
{
    golden("github");
}

TEST(emit_gitlab_golden)
{
    golden("gitlab");
}

TEST(emit_checkstyle_golden)
{
    golden("checkstyle");
}

/* The most important first, and a notice that the limit cuts, shown before any other notice. */
TEST(emit_github_says_when_its_limit_cuts)
{
    struct finding many[MANY];
    const struct finding *given[MANY + 1];
    struct finding low = {.rule = "r", .kind = "k", .message = "low", .confidence = CONFIDENCE_LOW, .loc = {"a.c", 1, 1}};
    given[0] = &low;
    for (size_t i = 0; i < MANY; i++) {
        many[i] = (struct finding){.rule = "r",
                                   .kind = "k",
                                   .message = i == MANY - 1 ? "high" : "medium",
                                   .loc = {"b.c", 1, 1},
                                   .confidence = i == MANY - 1 ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM};
        given[i + 1] = &many[i];
    }
    struct report report = {.findings = given, .finding_count = MANY + 1, .version = "0", .libclang = "0", .root = "/"};
    GString *out = g_string_new(NULL);
    REQUIRE(emitter_find("github")->emit(&report, out, NULL));
    g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
    CHECK_NUMBER(g_strv_length(lines), MANY + 3);
    CHECK(g_str_has_prefix(lines[0], "::notice title=linger%3A 13 findings::"));
    CHECK(strstr(lines[1], "high") != NULL);
    CHECK(g_str_has_prefix(lines[MANY + 1], "::notice file=a.c"));
    g_string_free(out, TRUE);
}

TEST(emit_nothing_found)
{
    for (const struct emitter *const *emitter = emitters_all(); *emitter != NULL; emitter++) {
        struct report report = {.version = "0.1.0", .libclang = "19", .root = "/src"};
        GString *out = g_string_new(NULL);
        CHECK((*emitter)->emit(&report, out, NULL));
        if (strcmp((*emitter)->name, "text") == 0 || strcmp((*emitter)->name, "github") == 0)
            CHECK_TEXT(out->str, "");
        else
            CHECK(out->len > 0);
        g_string_free(out, TRUE);
    }
}
