/* results.c: what one run found, made final: sorted, without doubles, and every finding with its identity.
 *
 * A header's finding arrives once per unit that sees it: the copies agree in everything a reader sees and differ at most in their
 * steps; the first in order (highest confidence, shortest path) stays.
 *
 * The fingerprint must survive moved lines, renamed files and other checkouts, so it holds names only: rule, enclosing function,
 * subject, and the statement's tokens. Equal ones (twins) get an ordinal in order of place. */
#include "base/hash.h"
#include "finding/finding.h"

static void free_part(gpointer part)
{
    results_free(part);
}

struct results *results_new(void)
{
    struct results *results = g_new0(struct results, 1);
    results->arena = arena_new();
    results->findings = g_ptr_array_new();
    results->registrations = g_ptr_array_new();
    results->removals = g_ptr_array_new();
    results->holds = g_ptr_array_new();
    results->parts = g_ptr_array_new_with_free_func(free_part);
    return results;
}

void results_free(struct results *results)
{
    if (results == NULL)
        return;
    g_ptr_array_unref(results->findings);
    g_ptr_array_unref(results->registrations);
    g_ptr_array_unref(results->removals);
    g_ptr_array_unref(results->holds);
    g_ptr_array_unref(results->parts);
    arena_free(results->arena);
    g_free(results);
}

void results_take(struct results *results, struct results *part)
{
    g_ptr_array_extend(results->findings, part->findings, NULL, NULL);
    g_ptr_array_extend(results->registrations, part->registrations, NULL, NULL);
    g_ptr_array_extend(results->removals, part->removals, NULL, NULL);
    g_ptr_array_extend(results->holds, part->holds, NULL, NULL);
    g_ptr_array_add(results->parts, part);
}

#define THEN_TEXT(field)                                                                                                         \
    if (order == 0)                                                                                                              \
    order = g_strcmp0(a->field, b->field)

static int compare_registrations(gconstpointer left, gconstpointer right)
{
    const struct registration_row *a = *(const struct registration_row *const *)left;
    const struct registration_row *b = *(const struct registration_row *const *)right;
    int order = loc_compare(&a->loc, &b->loc);
    THEN_TEXT(registry);
    THEN_TEXT(element);
    THEN_TEXT(via);
    THEN_TEXT(function);
    THEN_TEXT(verdict);
    THEN_TEXT(reason);
    return order;
}

static int compare_removals(gconstpointer left, gconstpointer right)
{
    const struct removal_row *a = *(const struct removal_row *const *)left;
    const struct removal_row *b = *(const struct removal_row *const *)right;
    int order = loc_compare(&a->loc, &b->loc);
    THEN_TEXT(registry);
    THEN_TEXT(element);
    THEN_TEXT(via);
    THEN_TEXT(function);
    return order;
}

static int compare_holds(gconstpointer left, gconstpointer right)
{
    const struct hold_row *a = *(const struct hold_row *const *)left;
    const struct hold_row *b = *(const struct hold_row *const *)right;
    int order = loc_compare(&a->loc, &b->loc);
    THEN_TEXT(holder);
    THEN_TEXT(held);
    THEN_TEXT(how);
    return order;
}

static int compare_findings(gconstpointer left, gconstpointer right)
{
    return finding_compare(*(const struct finding *const *)left, *(const struct finding *const *)right);
}

/* Sorted neighbours that a reader cannot tell apart. The steps may differ, the claim is the same. */
static int compare_claims(gconstpointer left, gconstpointer right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = loc_compare(&a->loc, &b->loc);
    THEN_TEXT(rule);
    THEN_TEXT(message);
    THEN_TEXT(kind);
    THEN_TEXT(subject);
    THEN_TEXT(function);
    THEN_TEXT(context);
    return order;
}

/* Keeps the first of neighbours that `same` finds equal. */
static void drop_doubles(GPtrArray *rows, GCompareFunc same)
{
    guint kept = 0;
    for (guint i = 0; i < rows->len; i++)
        if (kept == 0 || same(&rows->pdata[kept - 1], &rows->pdata[i]) != 0)
            rows->pdata[kept++] = rows->pdata[i];
    g_ptr_array_set_size(rows, (gint)kept);
}

static void sort_rows(GPtrArray *rows, GCompareFunc compare, GCompareFunc same)
{
    g_ptr_array_sort(rows, compare);
    drop_doubles(rows, same);
}

static bool is_name_char(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* `context` with the last name of `subject` ("clients" of "server.clients") replaced by "$" wherever it stands as a whole
 * name: equal before and after the registry was renamed. g_free. */
static char *context_without_subject(const char *context, const char *subject)
{
    const char *end = subject + strlen(subject);
    while (end > subject && !is_name_char(end[-1]))
        end--;
    const char *name = end;
    while (name > subject && is_name_char(name[-1]))
        name--;
    size_t length = (size_t)(end - name);
    if (length == 0)
        return g_strdup(context);
    GString *text = g_string_new(NULL);
    for (const char *at = context; *at != '\0';) {
        bool starts = at == context || !is_name_char(at[-1]);
        if (starts && strncmp(at, name, length) == 0 && !is_name_char(at[length])) {
            g_string_append_c(text, '$');
            at += length;
        } else {
            g_string_append_c(text, *at++);
        }
    }
    return g_string_free(text, FALSE);
}

/* Never 0, which means "none". */
static uint64_t hash_texts(const char *const *texts, size_t count)
{
    struct hasher *hasher = hasher_new();
    for (size_t i = 0; i < count; i++)
        hasher_add_text(hasher, texts[i]);
    uint64_t low = hasher_finish(hasher).low;
    return low != 0 ? low : 1;
}

static void compute_aliases(struct finding *finding)
{
    const char *symbol = finding->alias != NULL ? finding->alias : finding->function;
    if (symbol != NULL || finding->subject != NULL)
        finding->aliases[0] = hash_texts((const char *[]){"symbol", finding->rule, finding->subject, symbol}, 4);
    if (finding->context == NULL || finding->context[0] == '\0')
        return;
    finding->aliases[1] = hash_texts((const char *[]){"context", finding->rule, finding->subject, finding->context}, 4);
    char *rest = finding->subject != NULL ? context_without_subject(finding->context, finding->subject) : NULL;
    if (rest != NULL)
        finding->aliases[2] = hash_texts((const char *[]){"renamed", finding->rule, finding->function, rest}, 4);
    g_free(rest);
}

static void fingerprint(const struct finding *finding, uint64_t ordinal, char text[33])
{
    struct hasher *hasher = hasher_new();
    hasher_add_text(hasher, finding->rule);
    hasher_add_text(hasher, finding->function);
    hasher_add_text(hasher, finding->subject);
    hasher_add_text(hasher, finding->context);
    if (ordinal > 0)
        hasher_add_number(hasher, ordinal);
    hash_format(hasher_finish(hasher), text);
}

/* Needs the findings sorted: ordinals go by place. */
static void compute_fingerprints(GPtrArray *findings)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings->len; i++) {
        struct finding *finding = findings->pdata[i];
        fingerprint(finding, 0, finding->fingerprint);
        guint twins = GPOINTER_TO_UINT(g_hash_table_lookup(seen, finding->fingerprint));
        g_hash_table_insert(seen, g_strdup(finding->fingerprint), GUINT_TO_POINTER(twins + 1));
        if (twins > 0)
            fingerprint(finding, twins, finding->fingerprint);
        compute_aliases(finding);
    }
    g_hash_table_unref(seen);
}

void results_finish(struct results *results)
{
    sort_rows(results->findings, compare_findings, compare_claims);
    sort_rows(results->registrations, compare_registrations, compare_registrations);
    sort_rows(results->removals, compare_removals, compare_removals);
    sort_rows(results->holds, compare_holds, compare_holds);
    compute_fingerprints(results->findings);
}
