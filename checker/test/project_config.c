/* .linger.yaml: every key, and every complaint with file:line:column. */
#include "project/config.h"

#include "project/pattern.h"
#include "test/test.h"

static char *write_config(const char *text)
{
    char *path = g_build_filename(test_folder(), ".linger.yaml", NULL);
    g_file_set_contents(path, text, -1, NULL);
    return path;
}

/* The text must be refused with exactly "PATH:wanted". */
static void refuse(const char *text, const char *wanted)
{
    char *path = write_config(text);
    char *expected = g_strdup_printf("%s:%s", path, wanted);
    struct error err = {0};
    struct config *config = config_load(path, &err);
    CHECK(config == NULL);
    CHECK_TEXT(err.message, expected);
    config_free(config);
    error_release(&err);
    g_free(expected);
    g_free(path);
}

TEST(config_reads_every_key)
{
    char *path = write_config("third_party: [a, b]\ntests: []\nexclude:\n  - gen/\nmodels: [m.yaml]\nrules: [owning-cycle]\n"
                              "suppress:\n  - {path: src/x.c, reason: because}\n  - rule: r\n    symbol: S*\n    reason: so\n"
                              "min_confidence: low\nfail_on: high\nbuild: out\njobs: 3\nunit_seconds: 9\nunit_megabytes: 512\n");
    struct error err = {0};
    struct config *config = config_load(path, &err);
    CHECK_TEXT(err.message, NULL);
    REQUIRE(config != NULL);
    CHECK_NUMBER(config->third_party_count, 2);
    CHECK_TEXT(config->third_party[1], "b");
    CHECK(config->tests != NULL && config->tests_count == 0);
    CHECK_TEXT(config->exclude[0], "gen/");
    CHECK_TEXT(config->models[0], "m.yaml");
    CHECK_TEXT(config->rules[0], "owning-cycle");
    CHECK_NUMBER(config->suppress_count, 2);
    CHECK_TEXT(config->suppress[0].path, "src/x.c");
    CHECK(config->suppress[0].rule == NULL && config->suppress[0].symbol == NULL);
    CHECK_TEXT(config->suppress[1].symbol, "S*");
    CHECK_TEXT(config->suppress[1].reason, "so");
    CHECK_NUMBER(config->min_confidence, CONFIG_LOW);
    CHECK_NUMBER(config->fail_on, CONFIG_HIGH);
    CHECK_TEXT(config->build, "out");
    CHECK_NUMBER(config->jobs, 3);
    CHECK_NUMBER(config->unit_seconds, 9);
    CHECK_NUMBER(config->unit_megabytes, 512);
    config_free(config);
    g_free(path);
}

TEST(config_may_be_absent_or_empty)
{
    static const char *const texts[] = {"", "# nothing\n", "\n\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char *path = write_config(texts[i]);
        struct config *config = config_load(path, NULL);
        CHECK(config != NULL && config->third_party == NULL && config->min_confidence == CONFIG_UNSET);
        config_free(config);
        g_free(path);
    }
    struct config *config = config_load("/nowhere/.linger.yaml", NULL);
    CHECK(config != NULL);
    config_free(config);
    struct error err = {0};
    CHECK(config_load(test_folder(), &err) == NULL);
    CHECK(err.message != NULL && g_str_has_prefix(err.message, "cannot read the configuration: "));
    error_release(&err);
}

TEST(config_complains_with_positions)
{
    refuse("jobs: many\n", "1:7: expected a number, found 'many'");
    refuse("jobs: -1\n", "1:7: expected a number, found '-1'");
    refuse(
        "jobs: 1\nfoo:\n  - a\n",
        "2:1: unknown key foo; known are third_party, tests, exclude, models, rules, suppress, min_confidence, fail_on, build, "
        "jobs, unit_seconds, unit_megabytes");
    refuse("suppress:\n  - path: x\n    why: y\n", "3:5: unknown key why; a suppression has rule, path, symbol, reason");
    refuse("suppress:\n  - path: x\n", "2:11: missing key reason");
    refuse("suppress:\n  - path: x\n    reason: \"\"\n", "3:13: expected text, found nothing");
    refuse("exclude: gen\n", "1:10: expected a list (lines beginning with \"- \", or [a, b])");
    refuse("min_confidence: sure\n", "1:17: expected low, medium or high, found sure");
    refuse("- a\n", "1:1: expected keys with values (\"key: value\")");
    refuse("jobs: 1\njobs: 2\n", "2:1: this key is given twice: jobs");
    refuse("jobs: 1\nrules:\n\t- x\n", "3:1: not valid YAML: found character that cannot start any token");
    refuse("rules: &r [a]\ntests: *r\n", "2:1: aliases (*name) are not supported");
}

TEST(config_suppression_must_name_something)
{
    char *path = write_config("suppress:\n  - reason: so\n");
    struct error err = {0};
    CHECK(config_load(path, &err) == NULL);
    CHECK(err.message != NULL && strstr(err.message, "suppress entry 1 names neither") != NULL);
    error_release(&err);
    g_free(path);
}

TEST(config_has_a_size)
{
    char *huge = g_strnfill(2 * 1024 * 1024, '#');
    char *path = write_config(huge);
    struct error err = {0};
    CHECK(config_load(path, &err) == NULL);
    CHECK(err.message != NULL && strstr(err.message, "at most 1048576") != NULL);
    error_release(&err);
    g_free(path);
    g_free(huge);
}

TEST(config_template_is_valid_when_uncommented)
{
    char *template = config_template();
    char *path = write_config(template);
    struct config *config = config_load(path, NULL);
    CHECK(config != NULL);
    CHECK(strstr(template, "#min_confidence: medium\n") != NULL && strstr(template, "#suppress:\n") != NULL);
    config_free(config);
    g_free(path);
    g_free(template);
}

TEST(patterns_fit)
{
    static const struct {
        const char *pattern, *path;
        bool fits;
    } cases[] = {
        {"a.c", "a.c", true},
        {"a.c", "x/a.c", true},
        {"a.c", "x/a.cc", false},
        {"gen/", "gen/a.c", true},
        {"gen/", "x/gen/a.c", true},
        {"gen", "x/gen/y/a.c", true},
        {"gen", "x/general/a.c", false},
        {"/gen", "x/gen/a.c", false},
        {"/gen", "gen/a.c", true},
        {"x/gen", "x/gen/a.c", true},
        {"x/gen", "y/x/gen/a.c", false},
        {"*.c", "x/a.c", true},
        {"x/*.c", "x/a.c", true},
        {"x/*.c", "x/y/a.c", false},
        {"x/**/a.c", "x/a.c", true},
        {"x/**/a.c", "x/y/z/a.c", true},
        {"**/a.c", "a.c", true},
        {"**/a.c", "y/a.c", true},
        {"**", "y/a.c", true},
        {"?.c", "a.c", true},
        {"?.c", "ab.c", false},
        {"./x/a.c", "x/a.c", true},
        {"/opt/x", "/opt/x/y.h", true},
        {"*", "", false},
        {"x/**", "x/y/z.c", true},
        {"x/**", "xy/z.c", false},
        {"a*b*c", "a/b/c", false},
        {"**b", "a/xb", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (!CHECK(pattern_fits(cases[i].pattern, cases[i].path) == cases[i].fits))
            printf("    '%s' on '%s'\n", cases[i].pattern, cases[i].path);
}
