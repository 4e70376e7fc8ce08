#include "test/html_sample.h"

#include "test/html_story.h"
#include "test/test.h"

enum { LARGE_FINDINGS = 10000, LARGE_FILES = 400, LARGE_LINES = 700, RUNS = 24 };

struct sample {
    struct arena *arena;
    struct report report;
    GPtrArray *findings; /* const struct finding * */
    GHashTable *sources; /* path -> text; owned */
    struct report_run runs[RUNS];
    uint32_t random;
};

static uint32_t next_random(struct sample *sample, uint32_t below)
{
    sample->random = sample->random * 1664525u + 1013904223u;
    return (sample->random >> 8) % below;
}

static const char *find_source(const char *path, size_t *length, void *user)
{
    struct sample *sample = user;
    const char *text = g_hash_table_lookup(sample->sources, path);

    if (text != NULL)
        *length = strlen(text);
    return text;
}

/* The story's files stand in several folders: every `path` ends in the name of a file of testdata/html/src. */
static const char *story_source(struct sample *sample, const char *path)
{
    const char *text = g_hash_table_lookup(sample->sources, path);

    if (text == NULL) {
        g_autofree char *name = g_path_get_basename(path);
        g_autofree char *relative = g_build_filename("html/src", name, NULL);
        char *read = testdata_read(relative);
        if (read != NULL)
            g_hash_table_insert(sample->sources, g_strdup(path), read);
        text = read;
    }
    return text;
}

/* Where `needle` stands in the file; line 0 if nowhere. */
static struct loc locate(struct sample *sample, const char *path, const char *needle)
{
    struct loc loc = {path, 0, 0};
    const char *text = story_source(sample, path);
    const char *at = text ? strstr(text, needle) : NULL;

    if (at == NULL)
        return loc;
    loc.line = 1;
    loc.column = 1;
    for (const char *c = text; c < at; c++) {
        loc.column = *c == '\n' ? 1 : loc.column + 1;
        loc.line += *c == '\n';
    }
    return loc;
}

static struct finding *add_finding(struct sample *sample, uint32_t steps)
{
    struct finding *finding = arena_alloc(sample->arena, sizeof(*finding));

    memset(finding, 0, sizeof(*finding));
    finding->steps = arena_alloc(sample->arena, MAX(steps, 1) * sizeof(*finding->steps));
    finding->step_count = steps;
    g_snprintf(finding->fingerprint, sizeof(finding->fingerprint), "%08x%08x%08x%08x", sample->findings->len + 1,
               next_random(sample, UINT32_MAX), next_random(sample, UINT32_MAX), 0x11e6e2u);
    g_ptr_array_add(sample->findings, finding);
    return finding;
}

/* One story told in one folder. */
static void tell(struct sample *sample, const struct story *story, const char *folder, uint32_t nth)
{
    struct finding *finding = add_finding(sample, story->step_count);

    for (uint32_t i = 0; i < story->step_count; i++) {
        const struct story_step *step = &story->steps[i];
        const char *path = arena_printf(sample->arena, "%s/%s", folder, step->file);
        finding->steps[i] = (struct step){locate(sample, path, step->needle), step->text, step->function};
        if (i == story->main_step)
            finding->loc = finding->steps[i].loc;
    }
    finding->rule = story->rule;
    finding->kind = story->kind;
    finding->confidence = nth % 4 == 3 && story->confidence > CONFIDENCE_LOW ? story->confidence - 1 : story->confidence;
    finding->message = story->message;
    finding->function = story->steps[story->main_step].function;
    finding->subject = story->subject;
    finding->evidence = (const char **)(void *)story->evidence;
    finding->evidence_count = story->evidence_count;
    finding->fix = story->fix;
    finding->state = nth == 0 ? STATE_NEW : nth % 9 == 4 ? STATE_REOPENED : nth % 11 == 7 ? STATE_FIXED : STATE_UNCHANGED;
    finding->since_run = nth == 0 ? RUNS : 1 + (int64_t)next_random(sample, RUNS);
    if (nth % 7 == 5) {
        finding->triage = nth % 2 ? TRIAGE_INTENTIONAL : TRIAGE_FALSE_POSITIVE;
        finding->triage_reason = "Rooms live as long as the server; there are never more than twelve.";
        finding->triage_author = "mira";
        finding->triage_time = "2026-03-02T09:12:00Z";
    } else if (nth % 8 == 6) {
        finding->suppressed = "freed by the pool at shutdown";
    } else if (nth % 6 == 1) {
        finding->triage = TRIAGE_CONFIRMED;
    }
}

/* A history that ends in what the findings are now. */
static void fill_runs(struct sample *sample)
{
    uint32_t by[3] = {0};

    for (uint32_t i = 0; i < sample->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(sample->findings, i);
        by[finding->confidence] += finding_is_active(finding) && finding->state != STATE_FIXED;
    }
    for (uint32_t i = RUNS; i-- > 0;) {
        struct report_run *run = &sample->runs[i];
        run->id = i + 1;
        run->when = arena_printf(sample->arena, "2026-%02u-%02uT06:%02u:00Z", 1 + i / 8, 1 + i % 8 * 3, i * 2);
        run->revision = arena_printf(sample->arena, "%08x%08x", next_random(sample, UINT32_MAX), i * 2654435761u);
        memcpy(run->by_confidence, by, sizeof(by));
        run->total = by[0] + by[1] + by[2];
        run->fresh = next_random(sample, 4);
        run->fixed = next_random(sample, 4);
        by[2] = by[2] + run->fixed - MIN(by[2] + run->fixed, run->fresh);
        by[1] += next_random(sample, 3) - (by[1] > 0);
        by[0] += i % 5 == 0;
    }
    sample->report.runs = sample->runs;
    sample->report.run_count = RUNS;
    sample->report.revision = sample->runs[RUNS - 1].revision;
}

static void make_story(struct sample *sample)
{
    static const char *const folders[] = {"src/net",           "src/core",    "src/modules/auth",
                                          "src/modules/rooms", "tools/bench", "lib/bus"};

    sample->report.rules = story_rules;
    sample->report.rule_count = story_rule_count;
    sample->report.failed = story_failed;
    sample->report.failed_count = story_failed_count;
    sample->report.units = 243;
    for (uint32_t i = 0; i < G_N_ELEMENTS(folders); i++)
        for (uint32_t s = 0; s < story_count; s++)
            if (i == 0 || (s + i) % 3 != 0 || i == 2)
                tell(sample, &stories[s], folders[i], i == 0 ? s / 3 : i * story_count + s);
    fill_runs(sample);
}

static void make_large(struct sample *sample)
{
    for (uint32_t i = 0; i < LARGE_FILES; i++) {
        char *path = g_strdup_printf("src/part%02u/module%u/file%03u.cc", i % 23, i % 7, i);
        GString *text = g_string_new(NULL);
        for (uint32_t line = 1; line <= LARGE_LINES; line++)
            g_string_append_printf(text,
                                   "    if (entry->fd == %u && registry.insert(entry, \"%u\")) return handle_%u(entry); // %u\n",
                                   line, i, line, next_random(sample, 1000));
        g_hash_table_insert(sample->sources, path, g_string_free(text, FALSE));
    }
    GList *paths = g_list_sort(g_hash_table_get_keys(sample->sources), (GCompareFunc)strcmp);
    uint32_t nth = 0;
    for (uint32_t i = 0; i < LARGE_FINDINGS; i++) {
        struct finding *finding = add_finding(sample, 4);
        for (uint32_t s = 0; s < 4; s++)
            finding->steps[s] =
                (struct step){{g_list_nth_data(paths, (nth + (s == 2)) % LARGE_FILES), 1 + next_random(sample, LARGE_LINES), 9},
                              arena_printf(sample->arena, "'entry' is registered in 'registry_%u' here", i % 900),
                              arena_printf(sample->arena, "Module%u::handle_%u", i % 400, i % 3000)};
        finding->loc = finding->steps[0].loc;
        finding->rule = story_rules[i % 3].id;
        finding->kind = i % 2 ? "exit" : "owner-end";
        finding->confidence = (enum confidence)(i % 3);
        finding->message = arena_printf(sample->arena, "'entry' is still in 'registry_%u' when 'handle_%u' returns at line %u",
                                        i % 900, i % 3000, finding->steps[3].loc.line);
        finding->function = finding->steps[0].function;
        finding->subject = arena_printf(sample->arena, "registry_%u", i % 900);
        finding->evidence = (const char **)(void *)stories[i % story_count].evidence;
        finding->evidence_count = stories[i % story_count].evidence_count;
        finding->fix = arena_printf(sample->arena, "Remove 'entry' from 'registry_%u' before every return.", i % 900);
        finding->state = i % 40 ? STATE_UNCHANGED : STATE_NEW;
        finding->since_run = i % 40 ? 1 + (int64_t)(i % (RUNS - 1)) : RUNS;
        nth = (nth + (i % 25 == 24)) % LARGE_FILES;
    }
    g_list_free(paths);
    sample->report.rules = story_rules;
    sample->report.rule_count = story_rule_count;
    sample->report.units = 3100;
    fill_runs(sample);
}

/* What a file full of mischief can say, everywhere a text can stand. */
static void make_hostile(struct sample *sample)
{
    static const char *const texts[] = {
        "</script><script>window.hacked = 1</script>",
        "<!-- <script>",
        "<img src=x onerror=window.hacked=1>",
        "]]> &lt;b&gt; &amp; '\"`${1}",
        "line\xe2\x80\xa8separator\xe2\x80\xa9s",
        "rtl \xe2\x80\xae"
        "gnp.exe",
        "broken \xff\xfe\xc3 bytes",
        "nul-ish \x01\x02\x1b[31m bell \a",
        "javascript:alert(1)",
        "{{data}} {{script}}",
        "__proto__",
        "''' 'a' 'b",
        "\xf0\x9f\x90\xa2 \xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81",
    };
    static const char *evidence[] = {"</script><script>window.hacked = 1</script>", "it's 'quoted <b>' and `more`"};
    static struct rule_text rule = {
        "__proto__", "<i>brief</i>",
        "# T\n\n<script>window.hacked = 1</script>\n\n[x](javascript:alert(1)) "
        "[y](https://example.org/?a=1&b=2) **b** `c</script>`\n\n| a | b |\n|---|---|\n| <b> | \\| |\n\n"
        "- one\n  - two\n\n    code\n\n1. n\n\n```c\n</script>\n"};
    static const struct failed_unit failed[] = {{"<b>.cc", "</script> \xff", false}};
    GString *source = g_string_new("*/ begins in a comment\n");

    for (uint32_t i = 0; i < 40; i++)
        g_string_append_printf(source, "\"%s\"; /* %s */ %s\r\n", texts[i % G_N_ELEMENTS(texts)],
                               texts[(i + 1) % G_N_ELEMENTS(texts)], texts[(i + 2) % G_N_ELEMENTS(texts)]);
    for (uint32_t i = 0; i < 9000; i++)
        g_string_append(source, "\xe6\xbc\xa2;");
    g_string_append(source, "\nR\"x( never closed");
    for (uint32_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct finding *finding = add_finding(sample, 5);
        const char *path = i % 2 ? "src/<script>.cc" : texts[i];
        if (!g_hash_table_contains(sample->sources, path))
            g_hash_table_insert(sample->sources, g_strdup(path), g_strdup(source->str));
        finding->loc = (struct loc){path, 3 + i, 2};
        finding->steps[0] = (struct step){finding->loc, texts[i], texts[(i + 1) % G_N_ELEMENTS(texts)]};
        finding->steps[1] = (struct step){{path, 42, 999999}, "'</script>.a' holds '<b>' <i>", NULL};
        finding->steps[2] = (struct step){{path, 43, 1}, "'<b>' holds '</script>' again", "f"};
        finding->steps[3] = (struct step){{"gone.c", 7, 1}, "in a file nobody can read", NULL};
        finding->steps[4] = (struct step){{NULL, 0, 0}, "nowhere", NULL};
        finding->rule = i % 2 ? "owning-cycle" : "__proto__";
        finding->kind = texts[i];
        finding->message = texts[i];
        finding->function = texts[i];
        finding->subject = texts[i];
        finding->fix = texts[i];
        finding->evidence = evidence;
        finding->evidence_count = G_N_ELEMENTS(evidence);
        finding->suppressed = i % 5 == 4 ? texts[i] : NULL;
    }
    g_string_free(source, TRUE);
    sample->report.rules = &rule;
    sample->report.rule_count = 1;
    sample->report.failed = failed;
    sample->report.failed_count = 1;
    sample->report.root = "/src/<b>&";
}

static void make_empty(struct sample *sample)
{
    sample->report.units = 12;
    sample->report.rules = story_rules;
    sample->report.rule_count = story_rule_count;
}

static void make_blind(struct sample *sample)
{
    sample->report.units = story_failed_count;
    sample->report.failed = story_failed;
    sample->report.failed_count = story_failed_count;
}

struct sample *sample_new(const char *name)
{
    static const struct {
        const char *name;
        void (*make)(struct sample *);
    } kinds[] = {
        {"story", make_story}, {"large", make_large}, {"hostile", make_hostile}, {"empty", make_empty}, {"blind", make_blind}};
    struct sample *sample = g_new0(struct sample, 1);
    bool is_known = false;

    sample->arena = arena_new();
    sample->findings = g_ptr_array_new();
    sample->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    sample->random = 7;
    sample->report = (struct report){
        .version = LINGER_VERSION, .libclang = "19.1.7", .root = "/src/chatterbox", .source = find_source, .source_user = sample};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            kinds[i].make(sample);
            is_known = true;
        }
    }
    sample->report.findings = (const struct finding *const *)sample->findings->pdata;
    sample->report.finding_count = sample->findings->len;
    if (!is_known)
        g_clear_pointer(&sample, sample_free);
    return sample;
}

void sample_free(struct sample *sample)
{
    arena_free(sample->arena);
    g_ptr_array_unref(sample->findings);
    g_hash_table_unref(sample->sources);
    g_free(sample);
}

const struct report *sample_report(struct sample *sample)
{
    return &sample->report;
}
