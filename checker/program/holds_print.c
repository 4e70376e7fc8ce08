/* holds_print.c: the ownership graph as text, or as a drawing for `dot`. One line for each field and what it was seen to hold. */
#include "program/holds.h"

struct printing {
    const struct program *program;
    GHashTable *lines; /* text -> itself: what was printed already */
    GPtrArray *sorted;
    bool dot;
};

static const char *object_text(const struct program *program, const struct object *object)
{
    if (object->kind == OBJECT_CLOSURE)
        return "(closure)";
    if (object->kind == OBJECT_STATIC) {
        const struct variable *variable = g_hash_table_lookup(program->variables, object->site);
        return variable != NULL ? variable->name : "(static)";
    }
    return object->record != NULL ? holds_record_name(program, object->record) : "(object)";
}

static void add_line(struct printing *printing, const struct hold *hold)
{
    static const char *const how[] = {"points", "unique", "closure", "shared", "counted"};
    const struct field_path *path = hold->at.path;
    const char *from = path != NULL && path->record != NULL ? holds_record_name(printing->program, path->record)
                                                            : object_text(printing->program, hold->at.object);
    const char *field = path != NULL ? path->field : "*";
    const char *to = object_text(printing->program, hold->held.object);
    char *line;
    if (printing->dot)
        line = g_strdup_printf("    \"%s\" -> \"%s\" [label=\"%s (%s)\"];", from, to, field, how[hold->strength]);
    else
        line = g_strdup_printf("%s.%s holds %s (%s) %s:%u", from, field, to, how[hold->strength],
                               hold->loc.file != NULL ? hold->loc.file : "?", hold->loc.line);
    if (!g_hash_table_add(printing->lines, line))
        return;
    g_ptr_array_add(printing->sorted, line);
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void program_print_ownership(GString *out, const struct program *program, bool dot)
{
    struct holds *holds = holds_build(program);
    struct printing printing = {.program = program, .dot = dot, .sorted = g_ptr_array_new()};
    printing.lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < holds_count(holds); i++) {
        const struct holdings *holdings = holds_at(holds, i);
        for (uint32_t k = 0; k < holdings->hold_count; k++) {
            const struct hold *hold = &holdings->holds[k];
            bool is_shown = hold->strength >= HOLD_UNIQUE && hold->held.object->kind != OBJECT_NULL;
            if (is_shown && hold->call_loc.line == 0)
                add_line(&printing, hold);
        }
    }
    g_ptr_array_sort(printing.sorted, by_text);
    if (dot)
        g_string_append(out, "digraph ownership {\n");
    for (guint i = 0; i < printing.sorted->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)printing.sorted->pdata[i]);
    if (dot)
        g_string_append(out, "}\n");
    g_ptr_array_unref(printing.sorted);
    g_hash_table_destroy(printing.lines);
    holds_free(holds);
}
