/* triage.c: what people say about a finding. */
#include "store/internal.h"

static bool set_triage(struct store *store, const char *fingerprint, enum finding_triage state, const char *reason,
                       const char *author, struct error *err)
{
    int64_t id;
    if (!store_find_id(store, fingerprint, &id, err))
        return false;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_TRIAGE_SET, err);
    if (statement == NULL)
        return false;
    g_autofree char *now = store_now();
    bind_number(statement, 1, id);
    bind_number(statement, 2, state);
    bind_text(statement, 3, reason);
    bind_text(statement, 4, author);
    bind_text(statement, 5, now);
    return store_execute(store, statement, "writing triage", err);
}

bool store_triage(struct store *store, const char *fingerprint, const char *state, const char *reason, const char *author,
                  struct error *err)
{
    enum finding_triage triage;
    if (!finding_triage_parse(state, &triage))
        return error_set(err, "'%s' is no state of triage: say open, confirmed, false-positive or intentional", state);
    if (!store_begin(store, err))
        return false;
    return store_end(store, set_triage(store, fingerprint, triage, reason, author, err), err);
}
