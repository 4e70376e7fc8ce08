/* bench.c: the findings database at scale: makes one through the store's own front door and times what people ask of it.
 *
 *     bench FOLDER [FINDINGS [RUNS]]
 *
 * The first run finds all; every further one looks at a few files, where some findings are new, some fixed, some come back and
 * some only move; the last two look at everything and change nothing. Times are the median of five. See run.sh. */
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"

enum { FILES = 5000, CHURN_FILES = 5, REPEATS = 5, SAME_RUNS = 1000 };

static struct {
    uint32_t findings, runs;
    const char *path;
} bench = {.findings = 1000000, .runs = 200};

static double now(void)
{
    return (double)g_get_monotonic_time() / G_USEC_PER_SEC;
}

static void check(bool ok, struct error *err)
{
    if (!ok)
        die("%s", err->message);
}

static uint64_t file_size(void)
{
    struct stat info;
    return stat(bench.path, &info) == 0 ? (uint64_t)info.st_size : 0;
}

static struct store *open_store(enum store_mode mode)
{
    struct error err = {0};
    struct store *store = store_open(bench.path, mode, &err);
    check(store != NULL, &err);
    return store;
}

/* --- making it ------------------------------------------------------------------------------------------------------------ */

static const char *file_name(struct arena *arena, uint32_t file)
{
    return arena_printf(arena, "src/module_%02u/component_%03u/source_file_%04u.cc", file % 50, file % 250, file);
}

/* The i-th finding of the program. `turn` moves its lines. */
static void add_finding(struct results *results, uint32_t i, uint32_t turn)
{
    static const char *const rules[] = {"unremoved-registration", "per-object-logger", "owning-cycle"};
    struct arena *arena = results->arena;
    struct finding *finding = arena_new_item(arena, struct finding);
    const char *file = file_name(arena, i % FILES);
    uint32_t line = 10 + i / FILES * 20 + turn;
    struct step *steps = arena_new_array(arena, struct step, 3);
    for (uint32_t s = 0; s < 3; s++)
        steps[s] = (struct step){
            .loc = {file, line + s, 5}, .text = "the connection is registered in the list here", .function = "serve"};
    const char **evidence = arena_new_array(arena, const char *, 2);
    evidence[0] = "the registry is a static variable and lives as long as the program";
    evidence[1] = "the registration repeats: it is reachable from the loop that accepts connections";
    *finding = (struct finding){
        .rule = rules[i % 3],
        .kind = "exit",
        .confidence = (enum confidence)(i % 3),
        .message = arena_printf(arena, "'c' is still in 'g_list_%u' when 'serve_%u' returns at line %u", i % 997, i, line),
        .loc = {file, line, 5},
        .function = arena_printf(arena, "net::Server::serve_%u", i),
        .subject = arena_printf(arena, "g_list_%u", i % 997),
        .context = arena_printf(arena, "g_list_%u . push_back ( c )", i % 997),
        .fix = "remove it on every way out",
        .steps = steps,
        .step_count = 3,
        .evidence = evidence,
        .evidence_count = 2};
    g_ptr_array_add(results->findings, finding);
}

static void add_registrations(struct results *results, uint32_t count)
{
    struct arena *arena = results->arena;
    for (uint32_t i = 0; i < count; i++) {
        struct registration_row *row = arena_new_item(arena, struct registration_row);
        *row = (struct registration_row){.registry = arena_printf(arena, "g_list_%u", i % 997),
                                         .element = "c",
                                         .via = "std::list::push_back",
                                         .loc = {file_name(arena, i % FILES), 10 + i / FILES, 5},
                                         .function = "net::Server::serve",
                                         .verdict = "quiet",
                                         .reason = arena_printf(arena, "removed by conn_free at conn.cc:%u on every exit", i)};
        g_ptr_array_add(results->registrations, row);
    }
}

static double record(struct store *store, const struct results *results, const struct run_unit *units, uint32_t unit_count,
                     bool whole)
{
    static uint32_t runs;
    struct error err = {0};
    g_autofree char *when = g_strdup_printf("2026-%02u-%02uT12:00:00Z", 1 + runs / 28 % 12, 1 + runs % 28);
    g_autofree char *revision = g_strdup_printf("%040x", ++runs);
    struct run_record run = {.revision = revision,
                             .is_whole = whole,
                             .version = "bench",
                             .libclang = "none",
                             .units = units,
                             .unit_count = unit_count,
                             .results = results,
                             .when = when};
    double start = now();
    check(store_record_run(store, &run, NULL, &err), &err);
    return now() - start;
}

/* Every file's findings but those of `skip`, or of these files only. */
static struct results *find_in(uint32_t first_file, uint32_t files, uint32_t turn)
{
    struct results *results = results_new();
    for (uint32_t f = first_file; f < first_file + files; f++)
        for (uint32_t i = f % FILES; i < bench.findings; i += FILES)
            if (turn == 0 || (i / FILES + turn) % 3 != 0) /* a third of them is fixed, or was and comes back */
                add_finding(results, i, turn % 7);
    for (uint32_t i = 0; turn > 0 && i < 200; i++)
        add_finding(results, bench.findings + turn * FILES * 200 + i * FILES + first_file % FILES, 0);
    results_finish(results);
    return results;
}

static void small_run(struct store *store, uint32_t turn)
{
    uint32_t first = turn * CHURN_FILES % FILES;
    struct results *results = find_in(first, CHURN_FILES, turn);
    struct run_unit units[CHURN_FILES];
    for (uint32_t i = 0; i < CHURN_FILES; i++)
        units[i] = (struct run_unit){.path = file_name(results->arena, (first + i) % FILES), .status = "ok"};
    record(store, results, units, CHURN_FILES, false);
    results_free(results);
}

static void make(void)
{
    struct store *store = open_store(STORE_WRITE);
    struct results *results = find_in(0, FILES, 0);
    printf("%-58s %8.2f s\n", "first run, all findings new", record(store, results, NULL, 0, true));
    results_free(results);
    double start = now();
    for (uint32_t turn = 1; turn + 2 < bench.runs; turn++)
        small_run(store, turn);
    printf("%-58s %8.2f s each\n", "runs over a few files, findings new, fixed, moved",
           (now() - start) / MAX(1u, bench.runs - 3));
    store_close(store);
}

static void unchanged_runs(void)
{
    struct store *store = open_store(STORE_WRITE);
    struct error err = {0};
    struct results *results = store_load_findings(store, 0, true, &err);
    check(results != NULL, &err);
    for (guint i = 0; i < results->findings->len; i++) { /* what was not stored: give the texts that make the fingerprint */
        struct finding *finding = results->findings->pdata[i];
        finding->context = arena_printf(results->arena, "%s . push_back ( c )", finding->subject);
    }
    results_finish(results);
    record(store, results, NULL, 0, true);
    printf("%-58s %8.2f s\n", "a run that changes nothing", record(store, results, NULL, 0, true));
    store_close(store);
    results_free(results);
}

/* --- asking it ------------------------------------------------------------------------------------------------------------ */

static void page(struct store *store, const struct finding_filter *filter)
{
    struct error err = {0};
    struct results *results = store_load_page(store, filter, &err);
    check(results != NULL, &err);
    results_free(results);
}

static void first_page(struct store *store)
{
    page(store, &(struct finding_filter){.limit = 100, .min_confidence = CONFIDENCE_MEDIUM});
}

static void deep_page(struct store *store)
{
    page(store, &(struct finding_filter){.limit = 100, .offset = bench.findings / 2});
}

static void folder_page(struct store *store)
{
    page(store, &(struct finding_filter){.limit = 100, .file = "src/module_07"});
}

static void rule_page(struct store *store)
{
    page(store, &(struct finding_filter){.limit = 100, .rule = "owning-cycle"});
}

static void since_page(struct store *store)
{
    page(store, &(struct finding_filter){.since_run = bench.runs - 20});
}

static void old_page(struct store *store)
{
    page(store, &(struct finding_filter){.run = bench.runs / 2, .limit = 100});
}

static void count_all(struct store *store)
{
    struct error err = {0};
    uint64_t count;
    check(store_count_findings(store, &(struct finding_filter){.min_confidence = CONFIDENCE_MEDIUM}, &count, &err), &err);
}

static void diff(struct store *store, int64_t from, int64_t to)
{
    struct error err = {0};
    struct store_diff *result = store_diff_runs(store, from, to, false, &err);
    check(result != NULL, &err);
    store_diff_free(result);
}

static void diff_last(struct store *store)
{
    diff(store, bench.runs - 3, 0);
}

static void diff_middle(struct store *store)
{
    diff(store, bench.runs / 2, bench.runs / 2 + 10);
}

static void diff_all(struct store *store)
{
    diff(store, 1, 0);
}

static void list_runs(struct store *store)
{
    struct error err = {0};
    GPtrArray *runs = store_runs(store, &err);
    check(runs != NULL, &err);
    g_ptr_array_unref(runs);
}

static void one_finding(struct store *store)
{
    struct error err = {0};
    struct results *results = store_load_page(store, &(struct finding_filter){.limit = 1, .offset = 1000}, &err);
    check(results != NULL, &err);
    struct results *found = store_find_finding(store, ((struct finding *)results->findings->pdata[0])->fingerprint, &err);
    check(found != NULL, &err);
    results_free(found);
    results_free(results);
}

static const struct question {
    const char *name;
    void (*ask)(struct store *store);
} questions[] = {
    {"page 1 of the report (100 findings)", first_page},
    {"a page in the middle", deep_page},
    {"page 1 below a folder", folder_page},
    {"page 1 of one rule", rule_page},
    {"all new in the last 20 runs, with steps", since_page},
    {"page 1 of a run in the middle of history", old_page},
    {"how many findings", count_all},
    {"diff of the last runs", diff_last},
    {"diff of two runs in the middle, ten apart", diff_middle},
    {"diff of the first run and the last", diff_all},
    {"list of the runs", list_runs},
    {"one finding by fingerprint", one_finding},
};

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* On a busy machine it says more than the time on the wall. */
static double processor(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* Every question through a connection of its own, as a command does. */
static void ask(const struct question *question)
{
    double seconds[REPEATS], begin = processor();
    for (int i = 0; i < REPEATS; i++) {
        double start = now();
        struct store *store = open_store(STORE_READ);
        question->ask(store);
        store_close(store);
        seconds[i] = now() - start;
    }
    qsort(seconds, REPEATS, sizeof seconds[0], compare_doubles);
    printf("%-58s %8.3f s   (%.3f to %.3f; processor %.3f)\n", question->name, seconds[REPEATS / 2], seconds[0],
           seconds[REPEATS - 1], (processor() - begin) / REPEATS);
    fflush(stdout);
}

static void time_registrations(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "registrations.db", NULL);
    const char *kept = bench.path;
    bench.path = path;
    struct results *results = results_new();
    add_registrations(results, 50000);
    results_finish(results);
    struct store *store = open_store(STORE_WRITE);
    printf("%-58s %8.3f s\n", "a run with 50,000 registrations, all new", record(store, results, NULL, 0, true));
    printf("%-58s %8.3f s\n", "… the same again", record(store, results, NULL, 0, true));
    store_close(store);
    uint64_t before = file_size();
    store = open_store(STORE_WRITE);
    for (int i = 0; i < SAME_RUNS; i++)
        record(store, results, NULL, 0, true);
    store_close(store);
    printf("%-58s %8.0f bytes\n", "… each such run makes the database larger by", (double)(file_size() - before) / SAME_RUNS);
    store = open_store(STORE_WRITE);
    results_free(results);
    results = results_new();
    add_registrations(results, 50001);
    results_finish(results);
    printf("%-58s %8.3f s\n", "… with one more", record(store, results, NULL, 0, true));
    results_free(results);
    store_close(store);
    unlink(path);
    bench.path = kept;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        die("usage: bench FOLDER [FINDINGS [RUNS]]");
    if (argc > 2)
        bench.findings = (uint32_t)g_ascii_strtoull(argv[2], NULL, 10);
    if (argc > 3)
        bench.runs = (uint32_t)g_ascii_strtoull(argv[3], NULL, 10);
    g_autofree char *path = g_build_filename(argv[1], "linger.db", NULL);
    bench.path = path;
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("%u findings, %u runs\n", bench.findings, bench.runs);
    time_registrations(argv[1]);
    make();
    unchanged_runs();
    printf("%-58s %8.1f MiB\n", "the database", (double)file_size() / (1024 * 1024));
    for (size_t i = 0; i < G_N_ELEMENTS(questions); i++)
        ask(&questions[i]);
    return 0;
}
