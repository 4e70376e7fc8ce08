/* untraversed.c: extension types of CPython that own other Python objects and do not say so to its collector of cycles.
 *
 *     static PyTypeObject PointType = {.tp_flags = Py_TPFLAGS_DEFAULT, .tp_dealloc = point_dealloc};   // owns self->label
 *     p.label = [p]     # in Python: never freed, without Py_TPFLAGS_HAVE_GC and a tp_traverse that visits `label`
 *
 * The record behind a type is the one its dealloc, init or traverse function casts `self` to. An owned field is one that dealloc
 * or clear gives back. Fields that are only ever given texts and numbers cannot reach back. Not seen: types built from a
 * PyType_Spec; what a base type visits. */
#include "rule/cycle.h"

enum { HAVE_GC = 1 << 14 };

struct python_type {
    const struct variable *variable;
    const struct node *dealloc, *traverse, *clear, *init, *create;
    int64_t flags;
    bool knows_flags, has_base;
    const char *record;
};

/* The first field that is owned, may reach back and is not visited. */
struct lapse {
    const struct field *field;
    const struct instr *store;
    const struct function *in;
    bool reaches_back; /* seen to, by what it and its like are given */
};

static const struct node *function_slot(const struct cycle_check *check, const struct initial *initial)
{
    return initial->value.kind == OPERAND_FUNCTION ? program_node(check->program, initial->value.text) : NULL;
}

static void read_slot(const struct cycle_check *check, struct python_type *type, const struct initial *initial)
{
    const char *field = initial->step_count > 0 ? initial->steps[initial->step_count - 1].field : NULL;
    if (field == NULL)
        return;
    if (strcmp(field, "tp_dealloc") == 0)
        type->dealloc = function_slot(check, initial);
    else if (strcmp(field, "tp_traverse") == 0)
        type->traverse = function_slot(check, initial);
    else if (strcmp(field, "tp_clear") == 0)
        type->clear = function_slot(check, initial);
    else if (strcmp(field, "tp_init") == 0)
        type->init = function_slot(check, initial);
    else if (strcmp(field, "tp_new") == 0)
        type->create = function_slot(check, initial);
    else if (strcmp(field, "tp_flags") == 0 && initial->value.kind == OPERAND_INT)
        type->flags = initial->value.number, type->knows_flags = true;
    else if (strcmp(field, "tp_base") == 0 && initial->value.kind == OPERAND_ADDRESS)
        type->has_base = true;
}

static bool is_python_type(const struct variable *variable)
{
    return variable->is_defined && variable->type != NULL && variable->type->kind == TYPE_RECORD &&
           variable->type->name != NULL &&
           (strcmp(variable->type->name, "_typeobject") == 0 || strcmp(variable->type->name, "PyTypeObject") == 0);
}

/* --- which fields
 * ------------------------------------------------------------------------------------------------------------------ */

static bool is_python_object(const struct cycle_check *check, const struct type *type)
{
    if (type == NULL || type->kind != TYPE_POINTER || type->target == NULL || type->target->kind != TYPE_RECORD)
        return false;
    const char *name = type->target->name;
    if (name != NULL && (strcmp(name, "_object") == 0 || strcmp(name, "PyObject") == 0))
        return true;
    const struct record *record =
        type->target->record != NULL ? g_hash_table_lookup(check->program->records, type->target->record) : NULL;
    return record != NULL && record->field_count > 0 && strcmp(record->fields[0].name, "ob_base") == 0;
}

static bool is_field(const struct place *place, const char *record, const char *field)
{
    if (place == NULL || place->step_count == 0)
        return false;
    const struct selector *last = &place->steps[place->step_count - 1];
    return last->kind == SELECT_FIELD && last->record == record && last->field == field;
}

static bool makes_leaf(const char *call)
{
    static const char *const makers[] = {"PyUnicode_", "PyBytes_",   "PyLong_",   "PyFloat_",   "PyBool_",      "PyInt_",
                                         "PyString_",  "Bytes_From", "Text_From", "PyComplex_", "PyByteArray_", "psyco_ensure"};
    for (guint i = 0; i < G_N_ELEMENTS(makers); i++)
        if (g_str_has_prefix(call, makers[i]))
            return true;
    return false;
}

/* Py_None, Py_True, Py_False */
static bool is_constant(const struct operand *value)
{
    const char *symbol = value->place != NULL && value->place->root == ROOT_STATIC ? value->place->symbol : NULL;
    return symbol != NULL && (strstr(symbol, "_Py_NoneStruct") != NULL || strstr(symbol, "_Py_TrueStruct") != NULL ||
                              strstr(symbol, "_Py_FalseStruct") != NULL);
}

/* Is the local given nothing but texts and numbers in this function? */
static bool is_leaf_value(const struct function *function, const struct operand *value)
{
    if (value->kind == OPERAND_NULL || value->kind == OPERAND_INT || is_constant(value))
        return true;
    const struct place *place = value->kind == OPERAND_PLACE ? value->place : NULL;
    bool is_leaf = false;
    if (place == NULL || (place->root != ROOT_LOCAL && place->root != ROOT_TEMP) || place->step_count > 0)
        return false;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            bool is_set = instr->dst != NULL && place_equal(instr->dst, place);
            if (is_set && instr->op == OP_CALL && makes_leaf(instr->call->name))
                is_leaf = true;
            else if (is_set && !(instr->op == OP_COPY && instr->args[0].kind == OPERAND_NULL) && instr->op != OP_INIT)
                return false;
        }
    return is_leaf;
}

/* A store of something that may hold others; NULL: there is none. */
static const struct instr *reaching_store(const struct cycle_check *check, const char *record, const char *field,
                                          const struct function **in)
{
    for (guint n = 0; n < check->program->nodes->len; n++) {
        const struct function *function = ((const struct node *)check->program->nodes->pdata[n])->function;
        for (uint32_t b = 0; b < function->block_count; b++)
            for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
                const struct instr *instr = &function->blocks[b].instrs[i];
                bool is_filled = false; /* PyArg_ParseTuple(args, "O", &self->field) */
                for (uint32_t k = 0; instr->op == OP_CALL && k < instr->arg_count; k++)
                    is_filled =
                        is_filled || (instr->args[k].kind == OPERAND_ADDRESS && is_field(instr->args[k].place, record, field) &&
                                      strstr(instr->call->name, "PyArg_") != NULL);
                if (!is_filled && !is_field(instr->dst, record, field))
                    continue;
                bool is_leaf = instr->op == OP_CALL ? makes_leaf(instr->call->name)
                                                    : instr->op != OP_COPY || is_leaf_value(function, &instr->args[0]);
                if (is_leaf && !is_filled)
                    continue;
                *in = function;
                return instr;
            }
    }
    return NULL;
}

static bool operand_mentions(const struct operand *operand, const char *record, const char *field)
{
    return operand->place != NULL && is_field(operand->place, record, field);
}

static bool mentions(const struct function *function, const char *record, const char *field)
{
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct terminator *term = &function->blocks[b].term;
        if (operand_mentions(&term->condition.left, record, field))
            return true;
        for (uint32_t k = 0; term->macro != NULL && k < term->macro->arg_count; k++)
            if (operand_mentions(&term->macro->args[k], record, field))
                return true;
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            for (uint32_t k = 0; k < instr->arg_count; k++)
                if (operand_mentions(&instr->args[k], record, field))
                    return true;
        }
    }
    return false;
}

static bool reached_mentions(const struct node *node, const char *record, const char *field)
{
    if (node == NULL)
        return false;
    if (mentions(node->function, record, field))
        return true;
    for (guint i = 0; i < node->callees->len; i++)
        if (mentions(((const struct node *)node->callees->pdata[i])->function, record, field))
            return true;
    return false;
}

/* --- the types
 * ----------------------------------------------------------------------------------------------------------------------- */

static const char *record_of(const struct cycle_check *check, const struct python_type *type)
{
    const struct node *const nodes[] = {type->dealloc, type->traverse, type->init, type->clear};
    for (guint i = 0; i < G_N_ELEMENTS(nodes); i++) {
        const char *id = nodes[i] != NULL ? cycle_record_of_c(nodes[i]) : NULL;
        const struct record *record = id != NULL ? g_hash_table_lookup(check->program->records, id) : NULL;
        bool is_object = record != NULL && record->field_count > 1 && strcmp(record->fields[0].name, "ob_base") == 0;
        if (is_object)
            return id;
    }
    return NULL;
}

/* `Cursor.connection` was given a Connection, or is declared to be one. */
static bool points_to(const struct cycle_check *check, const char *from, const char *field, const char *to)
{
    for (uint32_t i = 0; i < holds_count(check->holds); i++) {
        const struct holdings *holdings = holds_at(check->holds, i);
        for (uint32_t k = 0; k < holdings->hold_count; k++) {
            const struct field_path *path = holdings->holds[k].at.path;
            bool is_field = path != NULL && path->record == from && path->field == field;
            if (is_field && holdings->holds[k].held.object->record == to)
                return true;
        }
    }
    const struct record *record = g_hash_table_lookup(check->program->records, from);
    for (uint32_t i = 0; record != NULL && i < record->field_count; i++) {
        const struct type *type = record->fields[i].type;
        bool is_field = record->fields[i].name == field;
        if (is_field && type->kind == TYPE_POINTER && type->target->record == to)
            return true;
    }
    return false;
}

/* The field is given back when the object ends: its reference is the object's own. */
static bool owns_field(const struct cycle_check *check, const struct python_type *type, const struct field *field)
{
    return is_python_object(check, field->type) && (reached_mentions(type->dealloc, type->record, field->name) ||
                                                    reached_mentions(type->clear, type->record, field->name));
}

static bool owns_one_of(const struct cycle_check *check, const struct python_type *type, const char *held)
{
    const struct record *record = g_hash_table_lookup(check->program->records, type->record);
    for (uint32_t i = 1; record != NULL && i < record->field_count; i++)
        if (owns_field(check, type, &record->fields[i]) && points_to(check, type->record, record->fields[i].name, held))
            return true;
    return false;
}

static bool reaches_back(const struct cycle_check *check, const GPtrArray *types, const char *record, const char *field)
{
    for (guint i = 0; i < types->len; i++) {
        const struct python_type *other = types->pdata[i];
        if (other->record != NULL && points_to(check, record, field, other->record) && owns_one_of(check, other, record))
            return true;
    }
    return false;
}

static void say_why(struct draft *draft, const struct python_type *type, const struct lapse *lapse)
{
    struct finding *finding = draft->finding;
    const char *name = type->variable->name, *field = lapse->field->name;
    if (type->traverse == NULL) {
        finding->message =
            draft_text(draft, "'%s' owns '%s', but has no tp_traverse: cycles through it are never collected", name, field);
        finding->fix = draft_text(draft, "add Py_TPFLAGS_HAVE_GC, a tp_traverse that visits '%s', and a tp_clear", field);
    } else if (type->knows_flags && !(type->flags & HAVE_GC)) {
        finding->message =
            draft_text(draft, "'%s' owns '%s', but lacks Py_TPFLAGS_HAVE_GC: its tp_traverse is never asked", name, field);
        finding->fix = draft_text(draft, "add Py_TPFLAGS_HAVE_GC to tp_flags and make objects with PyObject_GC_New or tp_alloc");
    } else {
        finding->message = draft_text(
            draft, "'%s' owns '%s', but its tp_traverse does not visit it: cycles through it are never collected", name, field);
        draft_step(draft, type->traverse->function->loc, type->traverse->function->display, "visits other fields, not '%s'",
                   field);
        finding->fix = draft_text(draft, "add Py_VISIT(self->%s) to '%s' and Py_CLEAR to its tp_clear", field,
                                  type->traverse->function->display);
    }
}

static void report(struct cycle_check *check, const struct python_type *type, const struct lapse *lapse)
{
    const char *record = holds_record_name(check->program, type->record);
    /* a type that wraps what it is given hardly ever closes a cycle */
    bool is_slip = type->traverse != NULL || type->clear != NULL || lapse->reaches_back;
    enum confidence confidence = is_slip ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    struct draft draft = draft_new(check->results, "owning-cycle", "untraversed", confidence, type->variable->loc);
    draft.finding->subject = draft_text(&draft, "%s.%s", type->variable->name, lapse->field->name);
    draft.finding->context = draft.finding->subject;
    draft_step(&draft, lapse->store->loc, lapse->in->display, "'%s' is given an object of its own here", lapse->field->name);
    say_why(&draft, type, lapse);
    draft_evidence(&draft, "'%s::%s' is given back when the object ends, so it is owned", record, lapse->field->name);
    if (lapse->reaches_back)
        draft_evidence(&draft, "what '%s' is given owns objects of this type in turn", lapse->field->name);
    draft_report(&draft, check->program);
}

static bool is_visited(const struct python_type *type, const char *field)
{
    bool is_asked = !type->knows_flags || (type->flags & HAVE_GC);
    return is_asked && reached_mentions(type->traverse, type->record, field);
}

/* One finding a type: its first lapse; one that is seen to reach back goes before others. */
static void check_type(struct cycle_check *check, const GPtrArray *types, const struct python_type *type)
{
    const struct record *record = type->record != NULL ? g_hash_table_lookup(check->program->records, type->record) : NULL;
    if (record == NULL || type->has_base || (type->traverse == NULL && (type->flags & HAVE_GC)))
        return;
    struct lapse found = {.field = NULL};
    for (uint32_t i = 1; i < record->field_count && !found.reaches_back; i++) {
        struct lapse lapse = {.field = &record->fields[i]};
        const char *name = lapse.field->name;
        if (!owns_field(check, type, lapse.field) || is_visited(type, name) || strstr(name, "weakref") != NULL)
            continue;
        lapse.store = reaching_store(check, record->id, name, &lapse.in);
        lapse.reaches_back = lapse.store != NULL && reaches_back(check, types, record->id, name);
        if (lapse.store != NULL && (found.field == NULL || lapse.reaches_back))
            found = lapse;
    }
    if (found.field != NULL)
        report(check, type, &found);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const struct variable *const *x = a, *const *y = b;
    return loc_compare(&(*x)->loc, &(*y)->loc);
}

void untraversed_check(struct cycle_check *check)
{
    GPtrArray *variables = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, check->program->variables);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (is_python_type(value))
            g_ptr_array_add(variables, value);
    g_ptr_array_sort(variables, by_place);
    GPtrArray *types = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < variables->len; i++) {
        struct python_type type = {.variable = variables->pdata[i]};
        for (uint32_t k = 0; k < type.variable->initial_count; k++)
            read_slot(check, &type, &type.variable->initials[k]);
        type.record = record_of(check, &type);
        if (type.variable->initial_count > 0)
            g_ptr_array_add(types, g_memdup2(&type, sizeof type));
    }
    for (guint i = 0; i < types->len; i++)
        check_type(check, types, types->pdata[i]);
    g_ptr_array_unref(types);
    g_ptr_array_unref(variables);
}
