/* report.c: putting a finding together. */
#include "rule/internal.h"

const char *results_copy(struct results *results, const char *text)
{
    return text != NULL ? arena_strdup(results->arena, text) : NULL;
}

struct loc results_copy_loc(struct results *results, struct loc loc)
{
    loc.file = results_copy(results, loc.file);
    return loc;
}

struct draft draft_new(struct results *results, const char *rule, const char *kind, enum confidence confidence, struct loc loc)
{
    struct finding *finding = arena_new_item(results->arena, struct finding);
    *finding = (struct finding){.rule = rule, .kind = kind, .confidence = confidence, .loc = results_copy_loc(results, loc)};
    return (struct draft){.results = results, .finding = finding, .steps = g_array_new(FALSE, TRUE, sizeof(struct step)),
                          .evidence = g_ptr_array_new()};
}

static const char *print_into(struct results *results, const char *format, va_list args)
{
    char *text = g_strdup_vprintf(format, args);
    const char *copy = arena_strdup(results->arena, text);
    g_free(text);
    return copy;
}

const char *draft_text(const struct draft *draft, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = print_into(draft->results, format, args);
    va_end(args);
    return text;
}

void draft_step(struct draft *draft, struct loc loc, const char *function, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct step step = {.loc = results_copy_loc(draft->results, loc), .function = results_copy(draft->results, function)};
    step.text = print_into(draft->results, format, args);
    va_end(args);
    g_array_append_val(draft->steps, step);
}

void draft_evidence(struct draft *draft, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(draft->evidence, (gpointer)print_into(draft->results, format, args));
    va_end(args);
}

void draft_drop(struct draft *draft)
{
    g_array_free(draft->steps, TRUE);
    g_ptr_array_unref(draft->evidence);
}

bool draft_report(struct draft *draft, const struct program *program)
{
    struct finding *finding = draft->finding;
    int kind = program_path_kind(program, finding->loc.file);
    if (kind == 1 && finding->confidence > CONFIDENCE_LOW)
        finding->confidence--;
    finding->step_count = draft->steps->len;
    finding->steps = arena_copy(draft->results->arena, draft->steps->data, sizeof(struct step) * draft->steps->len);
    finding->evidence_count = draft->evidence->len;
    finding->evidence = arena_copy(draft->results->arena, draft->evidence->pdata, sizeof(char *) * draft->evidence->len);
    draft_drop(draft);
    if (kind == 2)
        return false;
    g_ptr_array_add(draft->results->findings, finding);
    return true;
}

const char *registry_subject(const struct program *program, const char *key)
{
    const struct variable *variable = g_hash_table_lookup(program->variables, key);
    if (variable != NULL)
        return variable->name != NULL ? variable->name : "an unnamed variable";
    const char *dot = strrchr(key, '.');
    char *id = dot != NULL ? g_strndup(key, (gsize)(dot - key)) : NULL;
    const struct record *record = id != NULL ? g_hash_table_lookup(program->records, id) : NULL;
    g_free(id);
    if (record == NULL)
        return dot != NULL ? dot + 1 : key;
    return intern_printf(program->strings, "%s.%s", record->name != NULL ? record->name : "?", dot + 1);
}
