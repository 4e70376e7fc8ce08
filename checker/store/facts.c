/* facts.c: what the last run saw of registries, read back. */
#include "store/internal.h"

static const char doing[] = "reading registrations";

static const char sql[] = "SELECT registry, element, via, file, line, column, function, verdict, reason FROM registrations"
                          " WHERE file = :file AND (:line = 0 OR line = :line) ORDER BY line, column, registry, element";

struct results *store_load_registrations(struct store *store, const char *file, uint32_t line, struct error *err)
{
    sqlite3_stmt *statement = store_ask(store, sql, err);
    if (statement == NULL)
        return NULL;
    bind_named_text(statement, ":file", file);
    bind_named(statement, ":line", line);
    struct results *results = results_new();
    int found;
    while ((found = store_next(store, statement, doing, err)) > 0) {
        struct registration_row *row = arena_new_item(results->arena, struct registration_row);
        *row = (struct registration_row){.registry = column_text(statement, 0, results->arena),
                                         .element = column_text(statement, 1, results->arena),
                                         .via = column_text(statement, 2, results->arena),
                                         .loc = {.file = column_text(statement, 3, results->arena),
                                                 .line = (uint32_t)sqlite3_column_int64(statement, 4),
                                                 .column = (uint32_t)sqlite3_column_int64(statement, 5)},
                                         .function = column_text(statement, 6, results->arena),
                                         .verdict = column_text(statement, 7, results->arena),
                                         .reason = column_text(statement, 8, results->arena)};
        g_ptr_array_add(results->registrations, row);
    }
    sqlite3_finalize(statement);
    if (found < 0)
        g_clear_pointer(&results, results_free);
    return results;
}
