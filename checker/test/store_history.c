/* store_history.c: what runs make of findings: new, unchanged, fixed, reopened, carried over, renamed. */
#include "test/store_kit.h"
#include "test/test.h"

/* One run with findings about the subjects (space-separated), each in "a.c" at a line of its own, in `function_of_SUBJECT`. */
static struct kit *kit_of(const char *subjects)
{
    struct kit *kit = kit_new();
    char **list = g_strsplit(subjects, " ", -1);
    for (guint i = 0; list[i] != NULL; i++) {
        if (list[i][0] == '\0')
            continue;
        char *function = g_strconcat("f_", list[i], NULL);
        kit_finding(kit, "a.c", 10 * (i + 1), function, list[i]);
        g_free(function);
    }
    g_strfreev(list);
    kit_unit(kit, "a.c", "ok");
    return kit;
}

static void record(struct store *store, const char *subjects)
{
    struct kit *kit = kit_of(subjects);
    kit_record(store, kit);
    kit_free(kit);
}

static void check_list(struct store *store, int64_t run, const char *wanted)
{
    g_autofree char *list = kit_list(store, run, false);
    CHECK_TEXT(list, wanted);
}

TEST(store_states_follow_runs)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "one two");
    check_list(store, 0, "a.c:10 one new; a.c:20 two new");
    record(store, "one two three");
    check_list(store, 0, "a.c:10 one unchanged; a.c:20 two unchanged; a.c:30 three new");
    record(store, "one");
    check_list(store, 0, "a.c:10 one unchanged");
    record(store, "one two");
    check_list(store, 0, "a.c:10 one unchanged; a.c:20 two reopened");
    record(store, "one two");
    check_list(store, 0, "a.c:10 one unchanged; a.c:20 two unchanged");
    /* earlier runs as they were */
    check_list(store, 1, "a.c:10 one new; a.c:20 two new");
    check_list(store, 2, "a.c:10 one unchanged; a.c:20 two unchanged; a.c:30 three new");
    check_list(store, 3, "a.c:10 one unchanged");
    check_list(store, 4, "a.c:10 one unchanged; a.c:20 two reopened");

    GPtrArray *runs = store_runs(store, NULL);
    REQUIRE(runs != NULL && runs->len == 5);
    const struct run_row *third = runs->pdata[2], *fourth = runs->pdata[3];
    CHECK_NUMBER(third->fixed, 2);
    CHECK_NUMBER(third->total, 1);
    CHECK_NUMBER(fourth->reopened, 1);
    CHECK_NUMBER(fourth->fresh, 0);
    CHECK_NUMBER(fourth->by_confidence[CONFIDENCE_HIGH], 2);
    CHECK_TEXT(fourth->revision, "0123456789abcdef");
    CHECK_TEXT(fourth->when, "2026-01-31T12:00:00Z");
    g_ptr_array_unref(runs);
    store_close(store);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM current_findings WHERE state = 'unchanged' AND file = 'a.c'"), 2);
}

TEST(store_keeps_all_of_a_finding)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    struct kit *kit = kit_new();
    struct finding *made = kit_finding(kit, "a.c", 7, "serve", "g_conns");
    kit_step(kit, made, "a.c", 7, "registered here");
    kit_step(kit, made, "b.h", 9, "exit without removal");
    made->evidence = (const char *[]){"it is static", "it repeats"};
    made->evidence_count = 2;
    kit_record(store, kit);

    struct results *results = store_load_findings(store, 0, true, NULL);
    REQUIRE(results != NULL && results->findings->len == 1);
    const struct finding *read = results->findings->pdata[0];
    CHECK_NUMBER(finding_compare(read, &(struct finding){.rule = made->rule,
                                                         .kind = made->kind,
                                                         .confidence = made->confidence,
                                                         .message = made->message,
                                                         .loc = made->loc,
                                                         .function = made->function,
                                                         .subject = made->subject,
                                                         .steps = made->steps,
                                                         .step_count = made->step_count}),
                 0);
    CHECK_TEXT(read->fingerprint, made->fingerprint);
    CHECK_TEXT(read->fix, "remove it");
    CHECK_NUMBER(read->evidence_count, 2);
    CHECK_TEXT(read->evidence[1], "it repeats");
    CHECK_TEXT(read->steps[1].loc.file, "b.h");
    CHECK_NUMBER(read->since_run, 1);
    results_free(results);
    kit_free(kit);
    store_close(store);
}

TEST(store_text_follows_moved_lines)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "one");
    struct kit *kit = kit_new();
    kit_finding(kit, "a.c", 99, "f_one", "one");
    kit_record(store, kit);
    kit_free(kit);
    check_list(store, 0, "a.c:99 one unchanged");
    store_close(store);
}

/* --- what failed is not fixed --------------------------------------------------------------------------------------------- */

static struct kit *three_files(const char *status_of_b)
{
    struct kit *kit = kit_new();
    kit_unit(kit, "a.c", "ok");
    kit_unit(kit, "b.c", status_of_b);
    return kit;
}

TEST(store_failed_unit_keeps_findings)
{
    static const char *const statuses[] = {"failed", "partial"};
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
        g_autofree char *path = kit_path(statuses[i]);
        struct store *store = kit_open(path, STORE_WRITE);
        REQUIRE(store != NULL);
        struct kit *kit = three_files("ok");
        kit_finding(kit, "a.c", 1, "fa", "in_a");
        kit_finding(kit, "b.c", 1, "fb", "in_b");
        kit_finding(kit, "h.h", 1, "fh", "in_h");
        kit_step(kit, kit_finding(kit, "a.c", 2, "fc", "in_a_and_b"), "b.c", 5, "here too");
        kit_record(store, kit);
        kit_free(kit);

        kit = three_files(statuses[i]);
        kit_record(store, kit);
        kit_free(kit);
        check_list(store, 0, "a.c:2 in_a_and_b unchanged; b.c:1 in_b unchanged; h.h:1 in_h unchanged");

        kit = three_files(statuses[i]);
        g_array_index(kit->units, struct run_unit, 1).files = (const char *const[]){"other.h", NULL};
        kit_record(store, kit);
        kit_free(kit);
        check_list(store, 0, "a.c:2 in_a_and_b unchanged; b.c:1 in_b unchanged");

        GPtrArray *failed = store_failed_units(store, 0, NULL);
        REQUIRE(failed != NULL && failed->len == 1);
        const struct run_unit *unit = failed->pdata[0];
        CHECK_TEXT(unit->path, "b.c");
        CHECK_TEXT(unit->status, statuses[i]);
        CHECK_TEXT(unit->problem, "it broke");
        g_ptr_array_unref(failed);

        kit = three_files("ok");
        kit_record(store, kit);
        kit_free(kit);
        check_list(store, 0, "");
        store_close(store);
    }
}

TEST(store_partial_run_carries_over)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    struct kit *kit = three_files("ok");
    kit_finding(kit, "a.c", 1, "fa", "in_a");
    kit_finding(kit, "b.c", 1, "fb", "in_b");
    kit_finding(kit, "h.h", 1, "fh", "in_h");
    kit_step(kit, kit_finding(kit, "a.c", 2, "fc", "in_a_and_b"), "b.c", 5, "here too");
    kit_record(store, kit);
    kit_free(kit);

    kit = kit_new();
    kit->is_partial = true;
    kit_unit(kit, "a.c", "ok");
    kit_finding(kit, "a.c", 9, "fn", "fresh_one");
    kit_record(store, kit);
    kit_free(kit);
    check_list(store, 0, "a.c:2 in_a_and_b unchanged; a.c:9 fresh_one new; b.c:1 in_b unchanged; h.h:1 in_h unchanged");

    kit = kit_new();
    kit->is_partial = true;
    kit_unit(kit, "a.c", "ok");
    g_array_index(kit->units, struct run_unit, 0).files = (const char *const[]){"h.h", NULL};
    kit_record(store, kit);
    kit_free(kit);
    check_list(store, 0, "a.c:2 in_a_and_b unchanged; b.c:1 in_b unchanged");
    store_close(store);
}

TEST(store_match_writes_nothing)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "one");
    store_close(store);
    store = kit_open(path, STORE_READ);
    REQUIRE(store != NULL);
    struct kit *kit = kit_of("one two");
    results_finish(kit->results);
    struct run_record run = {.results = kit->results, .is_whole = true};
    CHECK(store_match_run(store, &run, NULL));
    const struct finding *one = kit->results->findings->pdata[0], *two = kit->results->findings->pdata[1];
    CHECK_NUMBER(one->state, STATE_UNCHANGED);
    CHECK_NUMBER(two->state, STATE_NEW);
    kit_free(kit);
    check_list(store, 0, "a.c:10 one new");
    store_close(store);
}

/* --- identity through edits ----------------------------------------------------------------------------------------------- */

/* Records `before` (one finding in a.c, serve, g_conns), triages it, then records `after`: must be the same finding. */
static void check_same(const char *file, const char *function, const char *subject, const char *context)
{
    g_autofree char *path = kit_path(context);
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    struct kit *kit = kit_new();
    const struct finding *old = kit_finding(kit, "a.c", 1, "serve", "g_conns");
    kit_record(store, kit);
    CHECK(store_triage(store, old->fingerprint, "confirmed", "seen it", "Ann", NULL));

    struct kit *next = kit_new();
    struct finding *new = kit_finding(next, file, 3, function, subject);
    new->context = context;
    kit_record(store, next);
    CHECK_NUMBER(new->state, STATE_UNCHANGED);
    CHECK_NUMBER(new->triage, TRIAGE_CONFIRMED);
    CHECK_TEXT(new->triage_reason, "seen it");
    CHECK_TEXT(new->triage_author, "Ann");
    struct results *found = store_find_finding(store, old->fingerprint, NULL);
    if (CHECK(found != NULL))
        CHECK_TEXT(((const struct finding *)found->findings->pdata[0])->fingerprint, new->fingerprint);
    results_free(found);
    char *list = kit_list(store, 0, true);
    char *wanted = g_strdup_printf("%s:3 %s unchanged", file, subject);
    CHECK_TEXT(list, wanted);
    g_free(wanted);
    g_free(list);

    kit_record(store, kit); /* and back again */
    CHECK_NUMBER(old->state, STATE_UNCHANGED);
    CHECK_NUMBER(old->triage, TRIAGE_CONFIRMED);
    kit_free(next);
    kit_free(kit);
    store_close(store);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM findings"), 1);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM triaged"), 1);
}

TEST(store_renamed_file_keeps_history)
{
    check_same("moved/b.c", "serve", "g_conns", "push ( & g_conns , c )");
}

TEST(store_edited_statement_keeps_history)
{
    check_same("a.c", "serve", "g_conns", "push ( & g_conns , connection )");
}

TEST(store_renamed_function_keeps_history)
{
    check_same("a.c", "serve_client", "g_conns", "push ( & g_conns , c )");
}

TEST(store_renamed_registry_keeps_history)
{
    check_same("a.c", "serve", "g_connections", "push ( & g_connections , c )");
}

TEST(store_edited_statement_in_renamed_file_keeps_history)
{
    check_same("b.c", "serve", "g_conns", "push ( & g_conns , connection )");
}

TEST(store_another_registry_is_another_finding)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "one");
    struct kit *kit = kit_new();
    struct finding *other = kit_finding(kit, "a.c", 10, "f_one", "two");
    other->context = "append ( two )";
    kit_record(store, kit);
    CHECK_NUMBER(other->state, STATE_NEW);
    kit_free(kit);
    store_close(store);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM findings WHERE state = 'fixed'"), 1);
}

TEST(store_alias_prefers_same_file)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    struct kit *kit = kit_new();
    kit_finding(kit, "a.c", 1, "serve", "g_conns");
    kit_finding(kit, "b.c", 1, "serve", "g_conns");
    kit_record(store, kit);
    CHECK(strcmp(((struct finding *)kit->results->findings->pdata[0])->fingerprint,
                 ((struct finding *)kit->results->findings->pdata[1])->fingerprint) != 0);
    CHECK(
        store_triage(store, ((struct finding *)kit->results->findings->pdata[1])->fingerprint, "intentional", "so", "Ann", NULL));
    kit_free(kit);
    kit = kit_new();
    struct finding *b = kit_finding(kit, "b.c", 1, "serve", "g_conns");
    b->context = "push ( & g_conns , connection )";
    kit_record(store, kit);
    CHECK_NUMBER(b->triage, TRIAGE_INTENTIONAL);
    kit_free(kit);
    store_close(store);
}
