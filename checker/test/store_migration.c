/* store_migration.c: databases of older lingers are brought up to date, with a copy of what they were. */
#include <signal.h>
#include <sys/resource.h>

#include "test/store_kit.h"
#include "test/test.h"

#define FINGERPRINT "00112233445566778899aabbccddeeff"

/* A database of schema 1 with one run, one finding and one word of triage. g_free. */
static char *make_version_1(void)
{
    char *path = kit_path("linger.db");
    g_autofree char *schema = testdata_read("store/schema_1.sql");
    kit_sql(path, schema != NULL ? schema : "");
    kit_sql(path,
            "PRAGMA application_id = 1280198482; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;"
            "INSERT INTO file VALUES (1, 'a.c');"
            "INSERT INTO run (id, time, is_dirty, is_whole, seconds, units, failed_units, partial_units)"
            " VALUES (1, '2026-01-01T00:00:00Z', 0, 1, 1.0, 1, 0, 0);"
            "INSERT INTO finding (id, fingerprint, rule, kind, confidence, file, line, column, subject, message, since_run,"
            " alias_0, alias_1, alias_2, content) VALUES (1, '" FINGERPRINT "', 'unremoved-registration', 'exit', 2, 1, 5, 1,"
            " 'g_conns', 'it stays', 1, 1, 2, 3, 4);"
            "INSERT INTO triage (fingerprint, state, reason, author, time)"
            " VALUES ('" FINGERPRINT "', 1, 'yes', 'Ann', '2026-01-02T00:00:00Z');");
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM current_findings"), 1);
    return path;
}

/* Everything in the schema, by name. g_free. */
static char *outline_of(const char *path)
{
    return kit_sql_text(path,
                        "SELECT group_concat(line, char(10)) FROM (SELECT s.type || ' ' || s.tbl_name || ' ' || s.name || ' ' ||"
                        " ifnull(c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk, '') AS line"
                        " FROM sqlite_schema AS s LEFT JOIN pragma_table_info(s.name) AS c ON s.type IN ('table', 'view')"
                        " ORDER BY line)");
}

static void check_migrated(const char *path)
{
    g_autofree char *fresh_path = kit_path("fresh.db");
    store_close(kit_open(fresh_path, STORE_WRITE));
    g_autofree char *fresh = outline_of(fresh_path), *outline = outline_of(path);
    CHECK(fresh != NULL && strlen(fresh) > 1000);
    CHECK_TEXT(outline, fresh);
    CHECK_NUMBER(kit_sql(path, "PRAGMA user_version"), kit_sql(fresh_path, "PRAGMA user_version"));

    struct store *store = kit_open(path, STORE_READ);
    REQUIRE(store != NULL);
    g_autofree char *list = kit_list(store, 0, true);
    CHECK_TEXT(list, "a.c:5 g_conns new");
    GPtrArray *history = store_history(store, FINGERPRINT, NULL);
    REQUIRE(history != NULL && history->len == 2);
    CHECK_TEXT(((const struct history_row *)history->pdata[1])->reason, "yes");
    g_ptr_array_unref(history);
    store_close(store);

    g_autofree char *copy = g_strconcat(path, ".v1.bak", NULL);
    CHECK_NUMBER(kit_sql(copy, "PRAGMA user_version"), 1);
    CHECK_NUMBER(kit_sql(copy, "PRAGMA application_id"), 0x4C4E4752);
    CHECK_NUMBER(kit_sql(copy, "SELECT count(*) FROM current_findings"), 1);
    g_autofree char *integrity = kit_sql_text(copy, "PRAGMA integrity_check");
    CHECK_TEXT(integrity, "ok");
}

TEST(store_migrates_when_writing)
{
    g_autofree char *path = make_version_1();
    store_close(kit_open(path, STORE_WRITE));
    check_migrated(path);
}

TEST(store_migrates_when_reading)
{
    g_autofree char *path = make_version_1();
    store_close(kit_open(path, STORE_READ));
    check_migrated(path);
}

TEST(store_migration_keeps_older_copies)
{
    g_autofree char *path = make_version_1(), *first = g_strconcat(path, ".v1.bak", NULL), *text = NULL;
    CHECK(g_file_set_contents(first, "precious", -1, NULL));
    store_close(kit_open(path, STORE_WRITE));
    CHECK(g_file_get_contents(first, &text, NULL, NULL));
    CHECK_TEXT(text, "precious");
    g_autofree char *second = g_strconcat(path, ".v1.bak-2", NULL);
    CHECK_NUMBER(kit_sql(second, "PRAGMA user_version"), 1);
}

TEST(store_migration_without_room_changes_nothing)
{
    g_autofree char *path = make_version_1(), *copy = g_strconcat(path, ".v1.bak", NULL);
    struct rlimit old, low;
    CHECK(getrlimit(RLIMIT_FSIZE, &old) == 0);
    low = old;
    low.rlim_cur = 20 * 1024;
    signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &low) == 0);
    struct error err = {0};
    struct store *store = store_open(path, STORE_WRITE, &err);
    CHECK(setrlimit(RLIMIT_FSIZE, &old) == 0);
    CHECK(store == NULL && err.message != NULL && strstr(err.message, "what was stored before is intact") != NULL);
    error_release(&err);
    store_close(store);
    CHECK(!g_file_test(copy, G_FILE_TEST_EXISTS));
    CHECK_NUMBER(kit_sql(path, "PRAGMA user_version"), 1);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM current_findings"), 1);
}
