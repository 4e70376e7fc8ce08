/* baseline.c: findings as lines of text that a team keeps in git.
 *
 *     # linger baseline 1
 *     # fingerprint, state, rule, function, subject, aliases, author, time, reason
 *     0f…e1 <tab> intentional <tab> unremoved-registration <tab> serve <tab> g_conns <tab> 1f….2e….3d… <tab> Ann <tab> 2026-…
 * <tab> why
 *
 * Sorted by fingerprint, one line each and nothing that moves with the code: two branches that add findings rarely touch the same
 * place, and where both sides' lines were kept, the later word wins. Tabs, newlines and backslashes in fields are written \t, \n,
 * \\. */
#include "store/baseline.h"

enum { FIELDS = 9 };

static const char head[] = "# linger baseline 1\n"
                           "# fingerprint, state, rule, function, subject, aliases, author, time, reason\n";

struct baseline *baseline_new(void)
{
    struct baseline *baseline = g_new0(struct baseline, 1);
    baseline->arena = arena_new();
    baseline->entries = g_array_new(FALSE, TRUE, sizeof(struct baseline_entry));
    return baseline;
}

void baseline_free(struct baseline *baseline)
{
    if (baseline == NULL)
        return;
    g_array_unref(baseline->entries);
    arena_free(baseline->arena);
    g_free(baseline);
}

/* --- writing -------------------------------------------------------------------------------------------------------------- */

static const struct {
    char plain, letter;
} escapes[] = {{'\\', '\\'}, {'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}};

static void print_field(GString *text, const char *field)
{
    g_string_append_c(text, '\t');
    for (; field != NULL && *field != '\0'; field++) {
        char letter = '\0';
        for (size_t i = 0; i < G_N_ELEMENTS(escapes); i++)
            if (escapes[i].plain == *field)
                letter = escapes[i].letter;
        if (letter != '\0')
            g_string_append_c(text, '\\');
        g_string_append_c(text, letter != '\0' ? letter : *field);
    }
}

void baseline_print(GString *text, const struct baseline_entry *entry)
{
    if (text->len == 0)
        g_string_append(text, head);
    g_string_append(text, entry->fingerprint);
    print_field(text, finding_triage_name(entry->triage));
    print_field(text, entry->rule);
    print_field(text, entry->function);
    print_field(text, entry->subject);
    for (int i = 0; i < FINDING_ALIASES; i++)
        g_string_append_printf(text, "%c%016" PRIx64, i == 0 ? '\t' : '.', entry->aliases[i]);
    print_field(text, entry->author);
    print_field(text, entry->time);
    print_field(text, entry->reason);
    g_string_append_c(text, '\n');
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* What a backslash and this letter stand for; NUL: nothing, they are themselves. */
static char unescape(char letter)
{
    for (size_t i = 0; i < G_N_ELEMENTS(escapes); i++)
        if (escapes[i].letter == letter)
            return escapes[i].plain;
    return '\0';
}

/* NULL for an empty field. */
static const char *read_field(struct arena *arena, const char *field)
{
    if (*field == '\0')
        return NULL;
    char *copy = arena_strdup(arena, field), *to = copy;
    for (const char *from = copy; *from != '\0'; from++) {
        char plain = *from == '\\' ? unescape(from[1]) : '\0';
        *to++ = plain != '\0' ? plain : *from;
        from += plain != '\0';
    }
    *to = '\0';
    return copy;
}

static bool is_fingerprint(const char *text)
{
    for (int i = 0; i < 32; i++)
        if (!g_ascii_isdigit(text[i]) && (text[i] < 'a' || text[i] > 'f'))
            return false;
    return text[32] == '\0';
}

static bool read_aliases(const char *text, uint64_t aliases[FINDING_ALIASES])
{
    g_auto(GStrv) parts = g_strsplit(text, ".", -1);
    if (g_strv_length(parts) != FINDING_ALIASES)
        return false;
    for (int i = 0; i < FINDING_ALIASES; i++)
        if (!g_ascii_string_to_unsigned(parts[i], 16, 0, UINT64_MAX, &aliases[i], NULL))
            return false;
    return true;
}

static bool read_fields(struct arena *arena, char **fields, struct baseline_entry *entry, struct error *err)
{
    if (g_strv_length(fields) != FIELDS)
        return error_set(err, "expected %d fields between tabs, found %u", FIELDS, g_strv_length(fields));
    if (!is_fingerprint(fields[0]))
        return error_set(err, "expected a fingerprint of 32 hexadecimal digits, found '%s'", fields[0]);
    if (!finding_triage_parse(fields[1], &entry->triage))
        return error_set(err, "expected open, confirmed, false-positive or intentional, found '%s'", fields[1]);
    if (!read_aliases(fields[5], entry->aliases))
        return error_set(err, "expected %d hexadecimal numbers with dots between them, found '%s'", FINDING_ALIASES, fields[5]);
    entry->fingerprint = arena_strdup(arena, fields[0]);
    entry->rule = read_field(arena, fields[2]);
    entry->function = read_field(arena, fields[3]);
    entry->subject = read_field(arena, fields[4]);
    entry->author = read_field(arena, fields[6]);
    entry->time = read_field(arena, fields[7]);
    entry->reason = read_field(arena, fields[8]);
    return true;
}

static bool is_conflict(const char *line)
{
    static const char *const marks[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(line, marks[i]))
            return true;
    return false;
}

static bool read_line(struct baseline *baseline, const char *line, struct error *err)
{
    struct baseline_entry entry = {0};
    if (is_conflict(line))
        return error_set(err, "a merge was left unfinished here: keep the lines of both sides and delete the marks");
    if (line[0] == '#' || line[0] == '\0')
        return true;
    g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
    if (!read_fields(baseline->arena, fields, &entry, err))
        return false;
    g_array_append_val(baseline->entries, entry);
    return true;
}

/* By fingerprint; of the same one the later word first. */
static int compare_entries(gconstpointer left, gconstpointer right)
{
    const struct baseline_entry *a = left, *b = right;
    int order = strcmp(a->fingerprint, b->fingerprint);
    if (order == 0)
        order = g_strcmp0(b->time, a->time);
    if (order == 0)
        order = (int)b->triage - (int)a->triage;
    if (order == 0)
        order = g_strcmp0(b->reason, a->reason);
    return order;
}

static void sort_entries(GArray *entries)
{
    g_array_sort(entries, compare_entries);
    guint kept = 0;
    for (guint i = 0; i < entries->len; i++) {
        const struct baseline_entry *entry = &g_array_index(entries, struct baseline_entry, i);
        if (kept > 0 && strcmp(g_array_index(entries, struct baseline_entry, kept - 1).fingerprint, entry->fingerprint) == 0)
            continue;
        g_array_index(entries, struct baseline_entry, kept++) = *entry;
    }
    g_array_set_size(entries, kept);
}

struct baseline *baseline_parse(const char *name, const char *text, size_t length, struct error *err)
{
    if (memchr(text, '\0', length) != NULL) {
        error_set(err, "'%s' is no baseline: it has NUL bytes in it", name);
        return NULL;
    }
    struct baseline *baseline = baseline_new();
    const char *end = text + length;
    for (unsigned number = 1; text < end; number++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t width = (size_t)((stop != NULL ? stop : end) - text);
        g_autofree char *line = g_strndup(text, width > 0 && text[width - 1] == '\r' ? width - 1 : width);
        if (!read_line(baseline, line, err)) {
            error_prefix(err, "%s:%u", name, number);
            baseline_free(baseline);
            return NULL;
        }
        text = stop != NULL ? stop + 1 : end;
    }
    sort_entries(baseline->entries);
    return baseline;
}

/* --- pairing -------------------------------------------------------------------------------------------------------------- */

struct pairing {
    const struct baseline *baseline;
    const GPtrArray *findings;
    struct finding **of_entry;
    bool *is_taken; /* of a finding */
};

static void pair_fingerprints(struct pairing *pairing)
{
    GHashTable *by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < pairing->findings->len; i++) {
        struct finding *finding = pairing->findings->pdata[i];
        g_hash_table_insert(by_name, finding->fingerprint, GUINT_TO_POINTER(i + 1));
    }
    for (guint i = 0; i < pairing->baseline->entries->len; i++) {
        const struct baseline_entry *entry = &g_array_index(pairing->baseline->entries, struct baseline_entry, i);
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(by_name, entry->fingerprint));
        if (found == 0)
            continue;
        pairing->of_entry[i] = pairing->findings->pdata[found - 1];
        pairing->is_taken[found - 1] = true;
    }
    g_hash_table_unref(by_name);
}

static void free_queue(gpointer queue)
{
    g_queue_free(queue);
}

static void pair_alias(struct pairing *pairing, int alias)
{
    GHashTable *queues = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_queue);
    for (guint i = 0; i < pairing->findings->len; i++) {
        struct finding *finding = pairing->findings->pdata[i];
        if (pairing->is_taken[i] || finding->aliases[alias] == 0)
            continue;
        GQueue *queue = g_hash_table_lookup(queues, &finding->aliases[alias]);
        if (queue == NULL)
            g_hash_table_insert(queues, &finding->aliases[alias], queue = g_queue_new());
        g_queue_push_tail(queue, GUINT_TO_POINTER(i + 1));
    }
    for (guint i = 0; i < pairing->baseline->entries->len; i++) {
        const struct baseline_entry *entry = &g_array_index(pairing->baseline->entries, struct baseline_entry, i);
        GQueue *queue = pairing->of_entry[i] == NULL ? g_hash_table_lookup(queues, &entry->aliases[alias]) : NULL;
        guint found = queue != NULL ? GPOINTER_TO_UINT(g_queue_pop_head(queue)) : 0;
        if (found == 0)
            continue;
        pairing->of_entry[i] = pairing->findings->pdata[found - 1];
        pairing->is_taken[found - 1] = true;
    }
    g_hash_table_unref(queues);
}

static struct pairing pair(const struct baseline *baseline, const struct results *results)
{
    struct pairing pairing = {.baseline = baseline,
                              .findings = results->findings,
                              .of_entry = g_new0(struct finding *, baseline->entries->len + 1),
                              .is_taken = g_new0(bool, results->findings->len + 1)};
    pair_fingerprints(&pairing);
    for (int alias = 0; alias < FINDING_ALIASES; alias++)
        pair_alias(&pairing, alias);
    return pairing;
}

struct finding **baseline_pair(const struct baseline *baseline, const struct results *results)
{
    struct pairing pairing = pair(baseline, results);
    g_free(pairing.is_taken);
    return pairing.of_entry;
}

void baseline_match(const struct baseline *baseline, const struct results *results, bool *known)
{
    struct pairing pairing = pair(baseline, results);
    for (guint i = 0; i < results->findings->len; i++)
        known[i] = pairing.is_taken[i];
    g_free(pairing.of_entry);
    g_free(pairing.is_taken);
}
