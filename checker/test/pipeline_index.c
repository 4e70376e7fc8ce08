/* The index stage on small projects: same result however it is reached, and only changed units are lowered again. */
#include "pipeline_index.h"

#include "base/hash.h"
#include "test/test.h"

#include <unistd.h>
#include <utime.h>

static void put(const char *name, const char *text)
{
    char *path = g_build_filename(test_folder(), name, NULL);
    CHECK(g_file_set_contents(path, text, -1, NULL));
    g_free(path);
}

/* What is written just now is not cached: wait until it is older than the next run. */
static void settle(void)
{
    g_usleep(50 * 1000);
}

/* Units a.c, b.c (with shared.h), c.cc, and one that is gone; in the order of `order`. */
static struct project *load_project(const char *order)
{
    GString *database = g_string_new("[");
    for (const char *unit = order; *unit != '\0'; unit++) {
        const char *suffix = *unit == 'c' ? "cc" : "c";
        g_string_append_printf(database, "%s{\"file\": \"%c.%s\", \"command\": \"cc -c %c.%s\", \"output\": \"%c.o\"}",
                               unit == order ? "" : ",", *unit, suffix, *unit, suffix, *unit);
    }
    g_string_append(database, "]");
    put("compile_commands.json", database->str);
    put(".linger.yaml", "");
    g_string_free(database, TRUE);
    CHECK(chdir(test_folder()) == 0);
    struct error err = {0};
    struct project *project = project_load(&(struct project_request){0}, &err);
    CHECK_TEXT(err.message, NULL);
    return project;
}

static void put_sources(void)
{
    put("shared.h", "struct conn { int fd; struct conn *next; };\nextern struct conn *all;\n");
    put("a.c", "#include \"shared.h\"\n#include <stdlib.h>\nvoid add(void) { struct conn *c = malloc(sizeof *c); c->next = all; "
               "all = c; }\n");
    put("b.c", "#include \"shared.h\"\nstruct conn *all;\nint first(void) { return all ? all->fd : -1; }\n");
    put("c.cc", "struct S { S(); ~S(); };\nint f(int x) { S s; return x > 2 ? f(x - 1) : x; }\n");
}

struct outcome {
    char *text;    /* modules, then failures */
    char hash[33]; /* of all modules' bytes */
    struct index_stats stats;
};

static struct outcome index_project(const struct project *project, struct index_request request)
{
    struct outcome outcome = {0};
    struct intern *strings = intern_new();
    struct error err = {0};
    request.project = project;
    request.strings = strings;
    struct index_result *result = index_run(&request, &err);
    CHECK_TEXT(err.message, NULL);
    CHECK(result != NULL && index_load(result, &err));
    CHECK_TEXT(result->cache_problem, NULL);
    GString *text = g_string_new(NULL);
    struct hasher *hasher = hasher_new();
    for (guint i = 0; i < result->modules->len; i++) {
        const struct module *module = result->modules->pdata[i];
        GByteArray *bytes = module_to_bytes(module);
        hasher_add(hasher, bytes->data, bytes->len);
        g_byte_array_unref(bytes);
        g_string_append_printf(text, "%s%s %u\n", module->path, module->status == MODULE_PARTIAL ? " partial" : "",
                               module->function_count);
    }
    for (guint i = 0; i < result->failed->len; i++) {
        const struct index_failure *failure = result->failed->pdata[i];
        g_string_append_printf(text, "failed %s: %s\n", failure->path, failure->reason);
    }
    hash_format(hasher_finish(hasher), outcome.hash);
    outcome.text = g_string_free(text, FALSE);
    outcome.stats = result->stats;
    index_result_free(result);
    intern_free(strings);
    return outcome;
}

static const char everything[] = "a.c 1\nb.c 1\nc.cc 1\nfailed g.c: the file does not exist\n";

TEST(index_does_not_depend_on_workers_order_or_cache)
{
    put_sources();
    settle();
    char *cache = g_build_filename(test_folder(), "cache.db", NULL);
    const struct index_request requests[] = {
        {.workers = 1}, {.workers = 3}, {.workers = 2, .cache_path = cache}, {.workers = 2, .cache_path = cache}};
    const char *const orders[] = {"abcg", "gcba", "bcag", "cgab"};
    char hash[33] = "";
    for (size_t i = 0; i < G_N_ELEMENTS(requests); i++) {
        struct project *project = load_project(orders[i]);
        struct outcome outcome = index_project(project, requests[i]);
        CHECK_TEXT(outcome.text, everything);
        if (i > 0)
            CHECK_TEXT(outcome.hash, hash);
        CHECK_NUMBER(outcome.stats.cached, i == 3 ? 3 : 0);
        memcpy(hash, outcome.hash, sizeof hash);
        g_free(outcome.text);
        project_free(project);
    }
    g_free(cache);
}

static struct index_stats index_again(const struct index_request *request)
{
    struct project *project = load_project("abc");
    struct outcome outcome = index_project(project, *request);
    g_free(outcome.text);
    project_free(project);
    return outcome.stats;
}

TEST(index_lowers_again_what_changed)
{
    char *cache = g_build_filename(test_folder(), "cache.db", NULL);
    struct index_request request = {.workers = 2, .cache_path = cache};
    put_sources();
    settle();
    CHECK_NUMBER(index_again(&request).indexed, 3);
    CHECK_NUMBER(index_again(&request).indexed, 0);
    put("c.cc", "int g(int x) { return x; }\n");
    settle();
    CHECK_NUMBER(index_again(&request).indexed, 1);
    put("shared.h", "struct conn { long fd; struct conn *next; };\nextern struct conn *all;\n");
    settle();
    CHECK_NUMBER(index_again(&request).indexed, 2);
    put_sources(); /* new time stamps; c.cc and shared.h have their first contents, which are remembered */
    settle();
    CHECK_NUMBER(index_again(&request).indexed, 0);
    char *touched = g_build_filename(test_folder(), "shared.h", NULL);
    CHECK(utime(touched, NULL) == 0);
    CHECK_NUMBER(index_again(&request).cached, 3);
    g_free(touched);
    g_free(cache);
}

TEST(index_does_not_keep_what_changes_meanwhile)
{
    char *cache = g_build_filename(test_folder(), "cache.db", NULL);
    struct index_request request = {.workers = 1, .cache_path = cache};
    put_sources();
    settle();
    struct project *project = load_project("abc");
    char *changed = g_build_filename(test_folder(), "shared.h", NULL);
    g_file_set_contents(changed, "struct conn { int fd; struct conn *next; };\nextern struct conn *all;\nint more;\n", -1, NULL);
    struct outcome outcome = index_project(project, request); /* written in the same tick, for all we know */
    g_free(outcome.text);
    project_free(project);
    settle();
    struct index_stats stats = index_again(&request);
    CHECK(stats.cached >= 1); /* c.cc at least; the others only if the clock ticked in between */
    CHECK_NUMBER(index_again(&request).cached, 3);
    g_free(changed);
    g_free(cache);
}

/* A macro that expands to 2^60 tokens. */
static char *endless_source(void)
{
    GString *text = g_string_new("#define M0 1 +\n");
    for (int i = 1; i <= 60; i++)
        g_string_append_printf(text, "#define M%d M%d M%d\n", i, i - 1, i - 1);
    g_string_append(text, "int x = M60 0;\n");
    return g_string_free(text, FALSE);
}

TEST(index_survives_units_that_do_not_end)
{
    put_sources();
    char *endless = endless_source();
    put("b.c", endless);
    struct project *project = load_project("abc");
    struct outcome outcome = index_project(project, (struct index_request){.workers = 2, .unit_seconds = 2.5});
    CHECK_TEXT(outcome.text, "a.c 1\nc.cc 1\nfailed b.c: indexing it took more than 2.5 s of processor time\n");
    g_free(outcome.text);
    outcome = index_project(project, (struct index_request){.workers = 1, .unit_bytes = 128u << 20});
    CHECK_TEXT(outcome.text, "a.c 1\nc.cc 1\nfailed b.c: indexing it used more than 128 MiB of memory\n");
    g_free(outcome.text);
    project_free(project);
    g_free(endless);
}

TEST(index_survives_crashes_and_errors)
{
    put_sources();
    put("a.c", "#pragma clang __debug crash\nint x;\n");
    put("b.c", "#include \"missing.h\"\nint f(void) { return 1; }\n");
    struct project *project = load_project("abc");
    struct outcome outcome = index_project(project, (struct index_request){.workers = 2});
    CHECK(g_str_has_prefix(outcome.text, "b.c partial 1\nc.cc 1\nfailed a.c: "));
    CHECK(strstr(outcome.text, "indexing it crashed with ") != NULL);
    g_free(outcome.text);
    project_free(project);
}

TEST(index_keeps_partial_units_until_the_header_appears)
{
    char *cache = g_build_filename(test_folder(), "cache.db", NULL);
    struct index_request request = {.workers = 2, .cache_path = cache};
    put_sources();
    put("b.c", "#include \"missing.h\"\nint f(void) { return 1; }\n");
    settle();
    CHECK_NUMBER(index_again(&request).indexed, 3);
    CHECK_NUMBER(index_again(&request).cached, 3);
    put("missing.h", "int found(void);\n");
    settle();
    CHECK_NUMBER(index_again(&request).indexed, 1);
    CHECK_NUMBER(index_again(&request).indexed, 0);
    g_free(cache);
}

/* Every plain option that arguments.def lets pass, in C and in C++: one that clang refuses would cost the whole unit. */
TEST(index_knows_every_option_that_passes)
{
    char *table = NULL;
    REQUIRE(g_file_get_contents(LINGER_SOURCE "/checker/project/arguments.def", &table, NULL, NULL));
    GRegex *row = g_regex_new("^OPTION\\(\"([^\"]+)\", +FLAG, +(KEEP|C_ONLY)\\)", G_REGEX_MULTILINE, 0, NULL);
    GMatchInfo *match = NULL;
    GString *database = g_string_new("[");
    unsigned count = 0;
    for (g_regex_match(row, table, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        char *option = g_match_info_fetch(match, 1);
        g_string_append_printf(database,
                               "%s{\"file\": \"c.c\", \"command\": \"cc -DN=%u %s c.c\"},"
                               "{\"file\": \"c.cc\", \"command\": \"c++ -DN=%u %s c.cc\"}",
                               count > 0 ? "," : "", count, option, count, option);
        g_free(option);
        count += 2;
    }
    g_string_append(database, "]");
    put("compile_commands.json", database->str);
    put(".linger.yaml", "");
    put("c.c", "int x;\n");
    put("c.cc", "int x;\n");
    CHECK(count > 100 && chdir(test_folder()) == 0);
    struct project *project = project_load(&(struct project_request){.all_configs = true}, NULL);
    REQUIRE(project != NULL);
    CHECK_NUMBER(project->units->len, count);
    struct outcome outcome = index_project(project, (struct index_request){.workers = 2});
    CHECK_NUMBER(outcome.stats.indexed, count);
    CHECK(strstr(outcome.text, "failed") == NULL && strstr(outcome.text, "partial") == NULL);
    g_free(outcome.text);
    project_free(project);
    g_string_free(database, TRUE);
    g_match_info_free(match);
    g_regex_unref(row);
    g_free(table);
}
