/* holds_count.c: a project's own reference counts, by what they do:
 *
 *     struct conn *conn_ref(struct conn *c)  { c->refs++; return c; }
 *     void conn_unref(struct conn *c)        { if (--c->refs == 0) conn_free(c); }
 *
 * A function that adds one to a field of its first argument takes a reference if another one takes one from the same field and
 * frees the object when none is left. */
#include "program/holds_walk.h"

enum { COUNTING_BLOCKS = 14 };

struct step_found {
    const char *key; /* "record.field" */
    bool is_up, is_down;
};

static const char *counter_key(struct holds *holds, const struct place *place)
{
    if (place == NULL || (place->root != ROOT_PARAM && place->root != ROOT_THIS) || place->index != 0 || place->step_count < 2)
        return NULL;
    const struct selector *last = NULL;
    for (uint32_t i = 0; i < place->step_count; i++) {
        if (place->steps[i].kind == SELECT_FIELD)
            last = &place->steps[i];
        else if (i > 0)
            return NULL;
    }
    return last != NULL ? intern_printf(holds->strings, "%s.%s", last->record, last->field) : NULL;
}

static bool is_one(const struct operand *operand)
{
    return operand->kind == OPERAND_INT && (operand->number == 1 || operand->number == -1);
}

static bool name_says(const char *name, const char *const *words, guint count)
{
    for (guint i = 0; name != NULL && i < count; i++)
        if (strstr(name, words[i]) != NULL)
            return true;
    return false;
}

static struct step_found step_of(struct holds *holds, const struct instr *instr)
{
    static const char *const ups[] = {"fetch_add",  "add_fetch",  "fetch_and_add", "add_and_fetch",        "atomic_int_inc",
                                      "atomic_inc", "operator++", "refcount_inc",  "InterlockedIncrement", "AO_fetch_and_add1"};
    static const char *const downs[] = {"fetch_sub",  "sub_fetch",  "fetch_and_sub", "sub_and_fetch",       "atomic_int_dec",
                                        "atomic_dec", "operator--", "refcount_dec",  "InterlockedDecrement"};
    struct step_found found = {.key = NULL};
    if (instr->op == OP_BINARY && (instr->operator== BINARY_ADD || instr->operator== BINARY_SUB) && is_one(&instr->args[1])) {
        found.key = counter_key(holds, instr->dst);
        bool is_up = (instr->operator== BINARY_ADD) == (instr->args[1].number == 1);
        found.is_up = is_up;
        found.is_down = !is_up;
    } else if (instr->op == OP_CALL) {
        const struct operand *object = instr->call->receiver.kind != OPERAND_NONE ? &instr->call->receiver
                                       : instr->arg_count > 0                     ? &instr->args[0]
                                                                                  : NULL;
        found.is_up = name_says(instr->call->name, ups, G_N_ELEMENTS(ups));
        found.is_down = name_says(instr->call->name, downs, G_N_ELEMENTS(downs));
        if (object != NULL && object->kind == OPERAND_ADDRESS && (found.is_up || found.is_down))
            found.key = counter_key(holds, object->place);
    }
    return found;
}

static bool ends_something(const struct holds *holds, const struct instr *instr)
{
    if (instr->op == OP_DELETE)
        return true;
    if (instr->op != OP_CALL)
        return false;
    static const char *const words[] = {"free",    "destroy", "delete", "dispose", "finalize", "release",
                                        "dealloc", "cleanup", "fini",   "Free",    "Destroy",  "Delete"};
    const struct model *model = holds->program->flow.model_of(holds->program->flow.program, instr);
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++)
        if (model->effects[i].kind == EFFECT_END)
            return true;
    return name_says(instr->call->name, words, G_N_ELEMENTS(words)) || instr->call->target.kind != OPERAND_NONE;
}

static void examine(struct holds *holds, const struct node *node, GHashTable *up, GHashTable *down)
{
    const struct function *function = node->function;
    const char *key = NULL;
    bool is_up = false, is_down = false, ends = false, branches = false;
    if (function->block_count > COUNTING_BLOCKS || (function->flags & (FUNCTION_CONSTRUCTOR | FUNCTION_CLOSURE)))
        return;
    for (uint32_t b = 0; b < function->block_count; b++) {
        branches = branches || function->blocks[b].term.kind == TERM_BRANCH;
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            struct step_found found = step_of(holds, instr);
            ends = ends || ends_something(holds, instr);
            if (found.key != NULL)
                key = found.key, is_up = is_up || found.is_up, is_down = is_down || found.is_down;
        }
    }
    if (key == NULL || is_up == is_down)
        return;
    if (is_up && !ends)
        g_hash_table_insert(up, (gpointer)function->id, (gpointer)key);
    if (is_down && ends && branches)
        g_hash_table_insert(down, (gpointer)function->id, (gpointer)key);
}

static void pair_up(struct holds *holds, GHashTable *mine, GHashTable *others, enum counting counting)
{
    GHashTable *keys = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer id, key;
    g_hash_table_iter_init(&iter, others);
    while (g_hash_table_iter_next(&iter, &id, &key))
        g_hash_table_add(keys, key);
    g_hash_table_iter_init(&iter, mine);
    while (g_hash_table_iter_next(&iter, &id, &key))
        if (g_hash_table_contains(keys, key))
            g_hash_table_insert(holds->counting, id, GINT_TO_POINTER(counting));
    g_hash_table_destroy(keys);
}

void counting_find(struct holds *holds)
{
    GHashTable *up = g_hash_table_new(g_str_hash, g_str_equal), *down = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < holds->program->nodes->len; i++)
        examine(holds, holds->program->nodes->pdata[i], up, down);
    pair_up(holds, up, down, COUNTING_TAKES);
    pair_up(holds, down, up, COUNTING_GIVES);
    g_hash_table_destroy(up);
    g_hash_table_destroy(down);
}

bool holds_gives_back(const struct holds *holds, const char *function)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(holds->counting, function)) == COUNTING_GIVES;
}

enum counting counting_of(struct holds *holds, const char *function)
{
    return (enum counting)GPOINTER_TO_INT(g_hash_table_lookup(holds->counting, function));
}
