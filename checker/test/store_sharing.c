/* store_sharing.c: comparing and pruning runs, a finding's history, triage, baselines as text. */
#include "test/store_kit.h"
#include "test/test.h"

/* A run with one finding per word, in "WORD.c". */
static struct kit *kit_of(const char *words)
{
    struct kit *kit = kit_new();
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    for (guint i = 0; list[i] != NULL; i++) {
        g_autofree char *file = g_strconcat(list[i], ".c", NULL);
        if (list[i][0] != '\0')
            kit_finding(kit, file, 1, list[i], list[i]);
    }
    return kit;
}

static void record(struct store *store, const char *words)
{
    struct kit *kit = kit_of(words);
    kit_record(store, kit);
    kit_free(kit);
}

static char *list_of(const struct results *results)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < results->findings->len; i++) {
        const struct finding *finding = results->findings->pdata[i];
        g_string_append_printf(text, "%s%s %s", i > 0 ? "; " : "", finding->subject, finding_state_name(finding->state));
    }
    return g_string_free(text, FALSE);
}

static void check_diff(struct store *store, int64_t from, int64_t to, const char *added, const char *gone, uint64_t kept)
{
    struct error err = {0};
    struct store_diff *diff = store_diff_runs(store, from, to, false, &err);
    CHECK_TEXT(err.message != NULL ? err.message : "", "");
    REQUIRE(diff != NULL);
    g_autofree char *added_list = list_of(diff->added), *gone_list = list_of(diff->gone);
    CHECK_TEXT(added_list, added);
    CHECK_TEXT(gone_list, gone);
    CHECK_NUMBER(diff->kept, kept);
    store_diff_free(diff);
}

static struct store *five_runs(const char *path)
{
    struct store *store = kit_open(path, STORE_WRITE);
    static const char *const runs[] = {"a b c", "a b c d", "a d", "a b d e", "a b"};
    for (size_t i = 0; store != NULL && i < G_N_ELEMENTS(runs); i++)
        record(store, runs[i]);
    return store;
}

TEST(store_diff_compares_any_two_runs)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = five_runs(path);
    REQUIRE(store != NULL);
    check_diff(store, 1, 2, "d new", "", 3);
    check_diff(store, 2, 1, "", "d fixed", 3);
    check_diff(store, 2, 3, "", "b fixed; c fixed", 2);
    check_diff(store, 3, 4, "b reopened; e new", "", 2);
    check_diff(store, 1, 5, "", "c fixed", 2);
    check_diff(store, 2, 4, "e new", "c fixed", 3);
    check_diff(store, 3, 0, "b reopened", "d fixed", 1);
    check_diff(store, 4, 4, "", "", 4);
    struct error err = {0};
    CHECK(store_diff_runs(store, 1, 9, false, &err) == NULL);
    CHECK(err.message != NULL && strstr(err.message, "there is no run 9 in") != NULL);
    error_release(&err);
    store_close(store);
}

TEST(store_diff_leaves_out_what_is_hidden)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "a b");
    struct kit *kit = kit_of("a b c");
    ((struct finding *)kit->results->findings->pdata[2])->suppressed = "not here";
    kit_record(store, kit);
    CHECK(
        store_triage(store, ((struct finding *)kit->results->findings->pdata[0])->fingerprint, "intentional", NULL, NULL, NULL));
    check_diff(store, 1, 2, "", "", 1);
    kit_free(kit);
    record(store, "b");
    check_diff(store, 2, 3, "", "", 1);
    store_close(store);
}

static void check_run_name(struct store *store, const char *name, int64_t wanted)
{
    int64_t run = 0;
    CHECK(store_find_run(store, name, &run, NULL) == (wanted != 0));
    CHECK_NUMBER(run, wanted);
}

TEST(store_runs_have_names)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = five_runs(path);
    REQUIRE(store != NULL);
    check_run_name(store, "3", 3);
    check_run_name(store, "6", 0);
    check_run_name(store, "last", 5);
    check_run_name(store, "last~2", 3);
    check_run_name(store, "last~5", 0);
    check_run_name(store, "last~x", 0);
    check_run_name(store, "2026-01-31", 5);
    check_run_name(store, "2026-01-30", 0);
    check_run_name(store, "01234567", 5);
    check_run_name(store, "0123%", 0);
    check_run_name(store, "fedc", 0);
    check_run_name(store, "", 0);
    store_close(store);
}

TEST(store_prune_forgets_what_was_gone)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = five_runs(path);
    REQUIRE(store != NULL);
    struct prune_counts counts;
    CHECK(store_prune(store, 2, &counts, NULL));
    CHECK_NUMBER(counts.runs, 3);
    CHECK_NUMBER(counts.findings, 1);
    CHECK(counts.is_compacted);
    check_diff(store, 4, 5, "", "d fixed; e fixed", 2);
    g_autofree char *list = kit_list(store, 4, false);
    CHECK_TEXT(list, "a.c:1 a unchanged; b.c:1 b reopened; d.c:1 d unchanged; e.c:1 e new");
    record(store, "a c");
    g_autofree char *last = kit_list(store, 0, false);
    CHECK_TEXT(last, "a.c:1 a unchanged; c.c:1 c new");
    CHECK(store_prune(store, 0, &counts, NULL)); /* the last run stays */
    CHECK_NUMBER(counts.runs, 2);
    CHECK(store_prune(store, 100, &counts, NULL));
    CHECK_NUMBER(counts.runs, 0);
    store_close(store);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM runs"), 1);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM findings"), 2);
}

static char *fingerprint_of(const char *word)
{
    struct kit *kit = kit_of(word);
    results_finish(kit->results);
    char *text = g_strdup(((struct finding *)kit->results->findings->pdata[0])->fingerprint);
    kit_free(kit);
    return text;
}

TEST(store_history_tells_all)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = five_runs(path);
    REQUIRE(store != NULL);
    g_autofree char *b = fingerprint_of("b");
    CHECK(store_triage(store, b, "confirmed", "true", "Ann", NULL));
    CHECK(store_triage(store, b, "false-positive", "not true", "Bob", NULL));
    GPtrArray *rows = store_history(store, b, NULL);
    REQUIRE(rows != NULL);
    static const struct {
        int64_t run;
        enum finding_state state;
        enum finding_triage triage;
        const char *author;
    } wanted[] = {{1, STATE_NEW, 0, NULL},
                  {3, STATE_FIXED, 0, NULL},
                  {4, STATE_REOPENED, 0, NULL},
                  {0, 0, TRIAGE_CONFIRMED, "Ann"},
                  {0, 0, TRIAGE_FALSE_POSITIVE, "Bob"}};
    CHECK_NUMBER(rows->len, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < MIN(rows->len, G_N_ELEMENTS(wanted)); i++) {
        const struct history_row *row = rows->pdata[i];
        CHECK_NUMBER(row->run, wanted[i].run);
        CHECK_NUMBER(row->state, wanted[i].state);
        CHECK_NUMBER(row->triage, wanted[i].triage);
        CHECK_TEXT(row->author, wanted[i].author);
    }
    g_ptr_array_unref(rows);
    store_close(store);
}

TEST(store_triage_hides_and_shows)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "a b");
    g_autofree char *a = fingerprint_of("a");
    g_autofree char *prefix = g_ascii_strup(a, 8);
    CHECK(store_triage(store, prefix, "intentional", "by design", "Ann", NULL));
    g_autofree char *shown = kit_list(store, 0, false), *all = kit_list(store, 0, true);
    CHECK_TEXT(shown, "b.c:1 b new");
    CHECK_TEXT(all, "a.c:1 a new; b.c:1 b new");
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM current_findings"), 1);
    record(store, "a b");
    g_autofree char *later = kit_list(store, 0, false);
    CHECK_TEXT(later, "b.c:1 b unchanged");
    CHECK_NUMBER(kit_sql(path, "SELECT dismissed FROM runs ORDER BY id DESC LIMIT 1"), 1);
    CHECK(store_triage(store, a, "open", NULL, "Ann", NULL));
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM current_findings"), 2);

    static const char *const wrong[] = {"abc", "zzzzzzzz", "", "000000", "0123456789012345678901234567890123456789"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        CHECK(!store_triage(store, wrong[i], "open", NULL, NULL, NULL));
    struct error err = {0};
    CHECK(!store_triage(store, a, "fixed", NULL, NULL, &err));
    CHECK_TEXT(err.message, "'fixed' is no state of triage: say open, confirmed, false-positive or intentional");
    error_release(&err);
    store_close(store);
}

/* --- pages ---------------------------------------------------------------------------------------------------------------- */

static void check_page(struct store *store, struct finding_filter filter, const char *wanted, uint64_t count)
{
    struct results *results = store_load_page(store, &filter, NULL);
    REQUIRE(results != NULL);
    g_autofree char *list = list_of(results);
    CHECK_TEXT(list, wanted);
    results_free(results);
    uint64_t counted = 0;
    CHECK(store_count_findings(store, &filter, &counted, NULL));
    CHECK_NUMBER(counted, count);
}

TEST(store_pages_filter)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    record(store, "d/a d/b dd/c");
    struct kit *kit = kit_of("d/a d/b dd/c e f");
    ((struct finding *)kit->results->findings->pdata[3])->confidence = CONFIDENCE_LOW;
    ((struct finding *)kit->results->findings->pdata[4])->rule = "owning-cycle";
    kit_record(store, kit);
    kit_free(kit);
    check_page(store, (struct finding_filter){0}, "d/a unchanged; d/b unchanged; dd/c unchanged; e new; f new", 5);
    check_page(store, (struct finding_filter){.offset = 1, .limit = 2}, "d/b unchanged; dd/c unchanged", 5);
    check_page(store, (struct finding_filter){.file = "d"}, "d/a unchanged; d/b unchanged", 2);
    check_page(store, (struct finding_filter){.file = "e.c"}, "e new", 1);
    check_page(store, (struct finding_filter){.rule = "owning-cycle"}, "f new", 1);
    check_page(store, (struct finding_filter){.since_run = 2}, "e new; f new", 2);
    check_page(store, (struct finding_filter){.since_run = 2, .min_confidence = CONFIDENCE_MEDIUM}, "f new", 1);
    check_page(store, (struct finding_filter){.run = 1}, "d/a new; d/b new; dd/c new", 3);
    check_page(store, (struct finding_filter){.run = 1, .since_run = 1, .limit = 1}, "d/a new", 3);
    store_close(store);
}

/* --- baselines ------------------------------------------------------------------------------------------------------------ */

static char *baseline_of(struct store *store)
{
    struct error err = {0};
    GString *text = store_write_baseline(store, &err);
    CHECK_TEXT(err.message != NULL ? err.message : "", "");
    return text != NULL ? g_string_free(text, FALSE) : g_strdup("");
}

TEST(store_baseline_carries_triage)
{
    g_autofree char *from = kit_path("from.db"), *to = kit_path("to.db");
    struct store *ann = kit_open(from, STORE_WRITE), *bob = kit_open(to, STORE_WRITE);
    REQUIRE(ann != NULL && bob != NULL);
    record(ann, "a b c");
    g_autofree char *a = fingerprint_of("a"), *b = fingerprint_of("b");
    CHECK(store_triage(ann, a, "intentional", "tab\there, line\nthere, \\ and \\n", "Ann", NULL));
    CHECK(store_triage(ann, b, "confirmed", NULL, "Ann", NULL));
    g_autofree char *text = baseline_of(ann);
    struct baseline_counts counts;
    struct error err = {0};
    CHECK(store_apply_baseline(bob, "base.txt", text, strlen(text), &counts, &err)); /* before bob has any finding */
    CHECK_NUMBER(counts.lines, 3);
    CHECK_NUMBER(counts.applied, 2);
    record(bob, "a b c");
    struct results *found = store_find_finding(bob, a, NULL);
    REQUIRE(found != NULL);
    const struct finding *finding = found->findings->pdata[0];
    CHECK_NUMBER(finding->triage, TRIAGE_INTENTIONAL);
    CHECK_TEXT(finding->triage_reason, "tab\there, line\nthere, \\ and \\n");
    CHECK_TEXT(finding->triage_author, "Ann");
    results_free(found);
    g_autofree char *again = baseline_of(bob);
    CHECK_TEXT(again, text);
    CHECK(store_apply_baseline(bob, "base.txt", text, strlen(text), &counts, NULL));
    CHECK_NUMBER(counts.applied, 0);
    CHECK_NUMBER(counts.older, 0);
    store_close(ann);
    store_close(bob);
}

TEST(store_baseline_survives_edits)
{
    g_autofree char *from = kit_path("from.db"), *to = kit_path("to.db");
    struct store *ann = kit_open(from, STORE_WRITE), *bob = kit_open(to, STORE_WRITE);
    REQUIRE(ann != NULL && bob != NULL);
    record(ann, "a b");
    g_autofree char *a = fingerprint_of("a");
    CHECK(store_triage(ann, a, "intentional", "so", "Ann", NULL));
    g_autofree char *text = baseline_of(ann);

    struct kit *kit = kit_of("a b c"); /* bob's `a` has another statement */
    struct finding *edited = kit->results->findings->pdata[0];
    edited->context = "append ( & a , other )";
    kit_record(bob, kit);
    bool known[3] = {0};
    struct baseline *baseline = baseline_parse("base.txt", text, strlen(text), NULL);
    REQUIRE(baseline != NULL);
    baseline_match(baseline, kit->results, known);
    CHECK(known[0] && known[1] && !known[2]);
    baseline_free(baseline);
    CHECK(store_apply_baseline(bob, "base.txt", text, strlen(text), NULL, NULL));
    struct results *found = store_find_finding(bob, edited->fingerprint, NULL);
    REQUIRE(found != NULL);
    CHECK_NUMBER(((const struct finding *)found->findings->pdata[0])->triage, TRIAGE_INTENTIONAL);
    results_free(found);
    kit_free(kit);
    store_close(bob);

    g_autofree char *other = kit_path("other.db"); /* the same, but the words come before the finding */
    bob = kit_open(other, STORE_WRITE);
    REQUIRE(bob != NULL);
    CHECK(store_apply_baseline(bob, "base.txt", text, strlen(text), NULL, NULL));
    kit = kit_of("a");
    edited = kit->results->findings->pdata[0];
    edited->context = "append ( & a , other )";
    kit_record(bob, kit);
    CHECK_NUMBER(edited->triage, TRIAGE_INTENTIONAL);
    g_autofree char *hidden = kit_list(bob, 0, false);
    CHECK_TEXT(hidden, "");
    kit_free(kit);
    store_close(bob);
    store_close(ann);
}

TEST(store_baseline_of_a_run)
{
    g_autofree char *path = kit_path("linger.db");
    struct store *store = five_runs(path);
    REQUIRE(store != NULL);
    struct baseline *baseline = store_baseline_of_run(store, 3, NULL);
    REQUIRE(baseline != NULL);
    struct kit *kit = kit_of("a b d");
    results_finish(kit->results);
    bool known[3] = {0};
    baseline_match(baseline, kit->results, known);
    CHECK(known[0] && !known[1] && known[2]);
    kit_free(kit);
    baseline_free(baseline);
    store_close(store);
}

#define FINGERPRINT "00112233445566778899aabbccddeeff"
#define ALIASES "0000000000000001.0000000000000002.0000000000000000"

static void check_word(const char *path, const char *text, const char *wanted)
{
    struct store *store = kit_open(path, STORE_WRITE);
    REQUIRE(store != NULL);
    CHECK(store_apply_baseline(store, "base.txt", text, strlen(text), NULL, NULL));
    store_close(store);
    g_autofree char *word =
        kit_sql_text(path, "SELECT state || ' ' || reason FROM triaged WHERE fingerprint = '" FINGERPRINT "'");
    CHECK_TEXT(word, wanted);
}

TEST(store_baseline_later_word_wins)
{
    static const char both[] = FINGERPRINT "\tconfirmed\tr\tf\ts\t" ALIASES "\tAnn\t2026-01-01T00:00:00Z\tfirst\r\n" FINGERPRINT
                                           "\tintentional\tr\tf\ts\t" ALIASES "\tBob\t2026-01-02T00:00:00Z\tsecond\n";
    static const char older[] = FINGERPRINT "\tfalse-positive\tr\tf\ts\t" ALIASES "\tEve\t2025-01-02T00:00:00Z\told";
    static const char newer[] = FINGERPRINT "\topen\tr\tf\ts\t" ALIASES "\tEve\t2027-01-02T00:00:00Z\tnew\n";
    g_autofree char *path = kit_path("linger.db");
    check_word(path, both, "intentional second");
    check_word(path, older, "intentional second");
    check_word(path, newer, "open new");
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM triage_log"), 2);
}

TEST(store_baseline_refuses_nonsense)
{
    static const struct {
        const char *text, *wanted;
    } cases[] = {
        {"# x\n\nhello\n", "base.txt:3: expected 9 fields between tabs, found 1"},
        {"<<<<<<< HEAD\n", "base.txt:1: a merge was left unfinished here: keep the lines of both sides and delete the marks"},
        {"abc\topen\t\t\t\t" ALIASES "\t\t\t\n", "base.txt:1: expected a fingerprint of 32 hexadecimal digits, found 'abc'"},
        {FINGERPRINT "\tmaybe\t\t\t\t" ALIASES "\t\t\t\n",
         "base.txt:1: expected open, confirmed, false-positive or intentional, found 'maybe'"},
        {FINGERPRINT "\topen\t\t\t\t1.2\t\t\t\n",
         "base.txt:1: expected 3 hexadecimal numbers with dots between them, found '1.2'"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct error err = {0};
        CHECK(baseline_parse("base.txt", cases[i].text, strlen(cases[i].text), &err) == NULL);
        CHECK_TEXT(err.message, cases[i].wanted);
        error_release(&err);
    }
    CHECK(baseline_parse("base.txt", "a\0b", 3, NULL) == NULL);
    struct baseline *empty = baseline_parse("base.txt", "", 0, NULL);
    CHECK(empty != NULL);
    baseline_free(empty);
}
