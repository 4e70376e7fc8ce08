/* html_data.c: what the report's script reads. Its shape, in short (html/data.js reads it):
 *
 *     {"version", "libclang", "revision", "project", "units",
 *      "strings":  [text…]                               what the numbers marked s below point into; 0 is null
 *      "rules":    [{"id", "brief", "page"}…],
 *      "runs":     [{"id", "when", "revision", "total", "new", "fixed", "by": [low, medium, high]}…],
 *      "failed":   [{"path", "reason", "partial"}…],
 *      "files":    [{"path", "parts": [[first line, text]…]}…],
 *      "findings": [{"rule": s, "kind": s, "confidence": 0|1|2, "message", "at": [file, line, column], "function": s, "subject":
 * s, "steps": [[file, line, column, text s, function s]…], "evidence": [s…], "fix": s, "fingerprint", "state": 0…3, "triage":
 * 0…3, "since": run, and only if there: "suppressed", "reason", "author", "time"}…]}
 *
 * Texts that repeat (functions, evidence, fixes) are stored once. */
#include "emit/html.h"
#include "emit/parts.h"

struct strings {
    GHashTable *index; /* text -> number; borrows from the report */
    json_t *array;
};

static json_t *number_of(struct strings *strings, const char *text)
{
    void *number;

    if (text == NULL)
        return json_integer(0);
    number = g_hash_table_lookup(strings->index, text);
    if (number == NULL) {
        number = GSIZE_TO_POINTER(json_array_size(strings->array));
        g_hash_table_insert(strings->index, (char *)text, number);
        json_array_append_new(strings->array, json_text(text));
    }
    return json_integer((json_int_t)GPOINTER_TO_SIZE(number));
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static void put_if(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        put(object, key, json_text(text));
}

static json_t *place_of(const struct excerpts *excerpts, const struct loc *loc)
{
    json_t *place = json_array();

    json_array_append_new(place, json_integer(excerpts_find(excerpts, loc->file)));
    json_array_append_new(place, json_integer(loc->line));
    json_array_append_new(place, json_integer(loc->column));
    return place;
}

static json_t *steps_of(const struct finding *finding, const struct excerpts *excerpts, struct strings *strings)
{
    json_t *steps = json_array();

    for (uint32_t i = 0; i < finding->step_count; i++) {
        json_t *step = place_of(excerpts, &finding->steps[i].loc);
        json_array_append_new(step, number_of(strings, finding->steps[i].text));
        json_array_append_new(step, number_of(strings, finding->steps[i].function));
        json_array_append_new(steps, step);
    }
    return steps;
}

static json_t *finding_of(const struct finding *finding, const struct excerpts *excerpts, struct strings *strings)
{
    json_t *object = json_object(), *evidence = json_array();

    put(object, "rule", number_of(strings, finding->rule));
    put(object, "kind", number_of(strings, finding->kind));
    put(object, "confidence", json_integer(finding->confidence));
    put(object, "message", json_text(finding->message));
    put(object, "at", place_of(excerpts, &finding->loc));
    put(object, "function", number_of(strings, finding->function));
    put(object, "subject", number_of(strings, finding->subject));
    put(object, "steps", steps_of(finding, excerpts, strings));
    for (uint32_t i = 0; i < finding->evidence_count; i++)
        json_array_append_new(evidence, number_of(strings, finding->evidence[i]));
    put(object, "evidence", evidence);
    put(object, "fix", number_of(strings, finding->fix));
    put(object, "fingerprint", json_text(finding->fingerprint));
    put(object, "state", json_integer(finding->state));
    put(object, "triage", json_integer(finding->triage));
    put(object, "since", json_integer(finding->since_run));
    put_if(object, "suppressed", finding->suppressed);
    put_if(object, "reason", finding->triage_reason);
    put_if(object, "author", finding->triage_author);
    put_if(object, "time", finding->triage_time);
    return object;
}

static json_t *rules_of(const struct report *report)
{
    json_t *rules = json_array();

    for (uint32_t i = 0; i < report->rule_count; i++) {
        json_t *rule = json_object();
        put(rule, "id", json_text(report->rules[i].id));
        put(rule, "brief", json_text(report->rules[i].brief));
        put(rule, "page", json_text(report->rules[i].page));
        json_array_append_new(rules, rule);
    }
    return rules;
}

static json_t *runs_of(const struct report *report)
{
    json_t *runs = json_array();

    for (uint32_t i = 0; i < report->run_count; i++) {
        const struct report_run *from = &report->runs[i];
        json_t *run = json_object(), *by = json_array();
        put(run, "id", json_integer(from->id));
        put(run, "when", json_text(from->when));
        put(run, "revision", json_text(from->revision));
        put(run, "total", json_integer(from->total));
        put(run, "new", json_integer(from->fresh));
        put(run, "fixed", json_integer(from->fixed));
        for (int c = CONFIDENCE_LOW; c <= CONFIDENCE_HIGH; c++)
            json_array_append_new(by, json_integer(from->by_confidence[c]));
        put(run, "by", by);
        json_array_append_new(runs, run);
    }
    return runs;
}

static json_t *failed_of(const struct report *report)
{
    json_t *units = json_array();

    for (uint32_t i = 0; i < report->failed_count; i++) {
        json_t *unit = json_object();
        put(unit, "path", json_text(report->failed[i].path));
        put(unit, "reason", json_text(report->failed[i].reason));
        put(unit, "partial", json_boolean(report->failed[i].is_partial));
        json_array_append_new(units, unit);
    }
    return units;
}

static void add_part(uint32_t first_line, const GString *text, void *user)
{
    json_t *part = json_array();

    json_array_append_new(part, json_integer(first_line));
    json_array_append_new(part, json_stringn_nocheck(text->str, text->len));
    json_array_append_new(user, part);
}

static json_t *files_of(const struct excerpts *excerpts)
{
    json_t *files = json_array();

    for (uint32_t i = 0; i < excerpts_file_count(excerpts); i++) {
        json_t *file = json_object(), *parts = json_array();
        put(file, "path", json_text(excerpts_path(excerpts, i)));
        excerpts_each(excerpts, i, add_part, parts);
        put(file, "parts", parts);
        json_array_append_new(files, file);
    }
    return files;
}

static json_t *report_object(const struct report *report)
{
    struct strings strings = {g_hash_table_new(g_str_hash, g_str_equal), json_array()};
    struct excerpts *excerpts = excerpts_new(report);
    json_t *object = json_object(), *findings = json_array();
    g_autofree char *project = report->root ? g_path_get_basename(report->root) : NULL;

    json_array_append_new(strings.array, json_null());
    put(object, "version", json_text(report->version));
    put(object, "libclang", json_text(report->libclang));
    put(object, "revision", json_text(report->revision));
    put(object, "project", json_text(project));
    put(object, "units", json_integer(report->units));
    put(object, "rules", rules_of(report));
    put(object, "runs", runs_of(report));
    put(object, "failed", failed_of(report));
    put(object, "files", files_of(excerpts));
    for (uint32_t i = 0; i < report->finding_count; i++)
        json_array_append_new(findings, finding_of(report->findings[i], excerpts, &strings));
    put(object, "findings", findings);
    put(object, "strings", strings.array);
    g_hash_table_unref(strings.index);
    excerpts_free(excerpts);
    return object;
}

/* '<' would end the script or open a comment in it; U+2028 and U+2029 (e2 80 a8, e2 80 a9) end lines in old scripts. In JSON all
 * three can stand in strings only, where an escape means the same. */
static int append_safely(const char *buffer, size_t size, void *user)
{
    GString *out = user;
    size_t done = 0;

    for (size_t i = 0; i < size; i++) {
        bool is_separator =
            i + 2 < size && memcmp(buffer + i, "\xe2\x80", 2) == 0 && ((unsigned char)buffer[i + 2] & 0xfe) == 0xa8;
        if (buffer[i] != '<' && !is_separator)
            continue;
        g_string_append_len(out, buffer + done, (gssize)(i - done));
        g_string_append(out, buffer[i] == '<' ? "\\u003c" : (unsigned char)buffer[i + 2] == 0xa8 ? "\\u2028" : "\\u2029");
        i += is_separator ? 2 : 0;
        done = i + 1;
    }
    g_string_append_len(out, buffer + done, (gssize)(size - done));
    return 0;
}

void html_data(const struct report *report, GString *out)
{
    json_t *object = report_object(report);
    char *text = json_dumps(object, JSON_COMPACT); /* whole: a callback would see characters cut in pieces */

    json_decref(object);
    if (text == NULL)
        bug("the report is not valid JSON");
    append_safely(text, strlen(text), out);
    free(text);
}
