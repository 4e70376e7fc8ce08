/* store_queries.c: the queries that the documentation shows run, and give what they promise. */
#include <sqlite3.h>

#include "test/store_kit.h"
#include "test/test.h"

static void add_registration(struct kit *kit, const char *registry, const char *verdict)
{
    struct registration_row *row = arena_new_item(kit->results->arena, struct registration_row);
    *row = (struct registration_row){.registry = registry,
                                     .element = "s",
                                     .via = "push_back",
                                     .loc = {"net/a.c", 3, 1},
                                     .verdict = verdict,
                                     .reason = "because"};
    g_ptr_array_add(kit->results->registrations, row);
}

/* A database in which every one of the queries has something to find. */
static void make(const char *path)
{
    struct store *store = kit_open(path, STORE_WRITE);
    struct kit *kit = kit_new();
    const struct finding *first = kit_finding(kit, "net/a.c", 3, "serve", "g_sessions");
    kit_finding(kit, "net/b.c", 3, "accept", "g_sessions");
    add_registration(kit, "g_sessions", "reported");
    add_registration(kit, "g_emptied", "quiet");
    struct removal_row *removal = arena_new_item(kit->results->arena, struct removal_row);
    *removal = (struct removal_row){.registry = "g_emptied", .element = "s", .via = "clear", .loc = {"net/a.c", 9, 1}};
    g_ptr_array_add(kit->results->removals, removal);
    struct hold_row *hold = arena_new_item(kit->results->arena, struct hold_row);
    *hold =
        (struct hold_row){.holder = "Session.handler_", .held = "Handler", .how = "std::shared_ptr", .loc = {"net/a.h", 2, 1}};
    g_ptr_array_add(kit->results->holds, hold);
    kit_record(store, kit);
    CHECK(store_triage(store, first->fingerprint, "intentional", "it is a cache", "Ann", NULL));
    kit_free(kit);
    store_close(store);
}

/* All rows, columns separated by `|`, rows by newlines. g_free. */
static char *ask(sqlite3 *handle, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    GString *text = g_string_new(NULL);
    if (!CHECK(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK))
        CHECK_TEXT(sqlite3_errmsg(handle), "");
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            g_string_append_printf(text, "%s%s",
                                   i > 0           ? "|"
                                   : text->len > 0 ? "\n"
                                                   : "",
                                   (const char *)sqlite3_column_text(statement, i));
    }
    sqlite3_finalize(statement);
    return g_string_free(text, FALSE);
}

TEST(store_documented_queries_run)
{
    static const char *const wanted[] = {
        "net/a.c|3|(null)|s|reported|because",         "g_sessions|1|net/a.c:3", "net/|1|1",
        "1|2026-01-31T12:00:00Z|0123456789|2|2|0|0|0", "intentional|Ann|",
    };
    g_autofree char *path = kit_path("linger.db"), *page = NULL;
    make(path);
    sqlite3 *handle = NULL;
    REQUIRE(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
    REQUIRE(g_file_get_contents(LINGER_SOURCE "/checker/store/queries.md", &page, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(page, "```sql\n", -1);
    CHECK_NUMBER(g_strv_length(parts), 1 + G_N_ELEMENTS(wanted));
    for (guint i = 1; parts[i] != NULL && i <= G_N_ELEMENTS(wanted); i++) {
        *strstr(parts[i], "```") = '\0';
        g_autofree char *rows = ask(handle, parts[i]);
        if (!CHECK(g_str_has_prefix(rows, wanted[i - 1])))
            CHECK_TEXT(rows, wanted[i - 1]);
    }
    CHECK(sqlite3_close(handle) == SQLITE_OK);
}

/* Every view, with the columns that people's queries rely on: views only grow. */
TEST(store_views_keep_their_columns)
{
    static const struct {
        const char *view, *columns;
    } views[] = {
        {"current_findings", "fingerprint,rule,kind,confidence,state,file,line,column,function,message"},
        {"findings", "fingerprint,rule,kind,confidence,state,file,line,column,function,subject,message,fix,suppressed,triage,"
                     "since_run,gone_run"},
        {"steps", "fingerprint,number,file,line,column,function,text"},
        {"evidence", "fingerprint,number,text"},
        {"runs",
         "id,time,revision,is_dirty,is_whole,version,libclang,arguments,seconds,units,failed_units,partial_units,total,new,"
         "fixed,reopened,low,medium,high,suppressed,dismissed"},
        {"failed_units", "run,unit,status,problem"},
        {"triaged", "fingerprint,state,reason,author,time"},
        {"triage_log", "fingerprint,state,reason,author,time"},
        {"registrations", "registry,element,via,file,line,column,function,verdict,reason"},
        {"removals", "registry,element,via,file,line,column,function"},
        {"holds", "holder,held,how,file,line,column"},
    };
    g_autofree char *path = kit_path("linger.db");
    make(path);
    for (size_t i = 0; i < G_N_ELEMENTS(views); i++) {
        g_autofree char *sql = g_strdup_printf("SELECT group_concat(name) FROM pragma_table_info('%s')", views[i].view);
        g_autofree char *columns = kit_sql_text(path, sql);
        CHECK(columns != NULL && g_str_has_prefix(columns, views[i].columns));
        g_autofree char *rows = g_strdup_printf("SELECT count(*) FROM %s", views[i].view);
        CHECK(kit_sql(path, rows) >= 0);
    }
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"), G_N_ELEMENTS(views));
}
