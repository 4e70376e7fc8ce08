/* cycle_teardown.c: which functions run when an object ends, and which run when its user is done with it.
 *
 *     Conn::~Conn() { on_read_ = nullptr; }            // its end: cannot come while a cycle keeps the Conn
 *     void Conn::close() { on_read_ = nullptr; }       // closing: its user says that it is done
 *     void Conn::on_reply() { on_read_ = nullptr; }    // neither: no reply, no break */
#include "rule/cycle.h"

/* --- functions that only run when an object ends
 * ----------------------------------------------------------------------------------- */

static bool is_finalizer_slot(const char *key)
{
    static const char *const slots[] = {".finalize", ".dispose", ".tp_dealloc", ".tp_finalize", ".tp_free"};
    for (guint i = 0; i < G_N_ELEMENTS(slots); i++)
        if (g_str_has_suffix(key, slots[i]))
            return true;
    return false;
}

/* `((Conn *)object)->fd`: the record that the first parameter is used as. */
static const char *used_as(const struct place *place)
{
    bool is_used = place != NULL && place->root == ROOT_PARAM && place->index == 0 && place->step_count > 1 &&
                   place->steps[0].kind == SELECT_DEREF && place->steps[1].kind == SELECT_FIELD;
    return is_used ? place->steps[1].record : NULL;
}

static const char *instr_uses_as(const struct instr *instr)
{
    const char *record = used_as(instr->dst);
    for (uint32_t k = 0; record == NULL && k < instr->arg_count; k++)
        record = used_as(instr->args[k].place);
    return record;
}

static bool is_first_parameter(const struct operand *operand)
{
    return operand->kind == OPERAND_PLACE && operand->place->root == ROOT_PARAM && operand->place->index == 0 &&
           operand->place->step_count == 0;
}

/* `Conn *conn = (Conn *)object`, `… = CONN(object)`; `surely`: of the first parameter itself, not of what a macro made of it. */
static const char *cast_to(const struct instr *instr, bool surely)
{
    bool is_pointer = instr->dst != NULL && instr->dst->root == ROOT_LOCAL && instr->dst->type->kind == TYPE_POINTER;
    for (uint32_t i = 0; is_pointer && (instr->op == OP_COPY || instr->op == OP_CALL) && i < instr->arg_count; i++)
        if (!surely || is_first_parameter(&instr->args[i]))
            return instr->dst->type->target->record;
    return NULL;
}

const char *cycle_record_of_c(const struct node *node)
{
    const struct function *function = node->function;
    const struct type *type = function->param_count > 0 ? function->params[0].type : NULL;
    const char *used = NULL, *cast = NULL;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (cast_to(instr, true) != NULL)
                return cast_to(instr, true);
            used = used != NULL ? used : instr_uses_as(instr);
            cast = cast != NULL ? cast : cast_to(instr, false);
        }
    used = used != NULL ? used : cast;
    return used != NULL ? used : type != NULL && type->target != NULL ? type->target->record : NULL;
}

static void add_finalizers(struct cycle_check *check)
{
    GHashTableIter iter;
    gpointer key, list;
    g_hash_table_iter_init(&iter, check->program->stored);
    while (g_hash_table_iter_next(&iter, &key, &list)) {
        const GPtrArray *ids = list;
        for (guint i = 0; is_finalizer_slot(key) && i < ids->len; i++) {
            const struct node *node = program_node(check->program, ids->pdata[i]);
            const char *record = node != NULL ? cycle_record_of_c(node) : NULL;
            if (record != NULL)
                g_hash_table_insert(check->teardown, (gpointer)node, (gpointer)record);
        }
    }
}

/* `kref_put(&hub->kref, hub_release)`: runs with the last reference. */
static void add_release_callbacks(struct cycle_check *check, const struct instr *instr)
{
    const struct program *program = check->program;
    const struct operand *function = NULL;
    for (uint32_t i = 0; instr->op == OP_CALL && i < instr->arg_count; i++)
        if (instr->args[i].kind == OPERAND_FUNCTION)
            function = &instr->args[i];
    const struct model *model = function != NULL ? program->flow.model_of(program->flow.program, instr) : NULL;
    bool releases = false, calls = false;
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        releases = releases || model->effects[i].kind == EFFECT_RELEASE;
        calls = calls || (model->effects[i].kind == EFFECT_CALLBACK && (model->effects[i].flags & EFFECT_AT_CLOSE));
    }
    const struct node *node = releases && calls ? program_node(program, function->text) : NULL;
    const char *record = node != NULL ? cycle_record_of_c(node) : NULL;
    if (record != NULL)
        g_hash_table_insert(check->teardown, (gpointer)node, (gpointer)record);
}

/* A function all of whose callers are teardown of one record is teardown of that record. */
static bool inherit_teardown(struct cycle_check *check, const struct node *node)
{
    if (node->callers->len == 0 || g_hash_table_contains(check->teardown, node))
        return false;
    if (node->is_address_taken || (node->function->flags & (FUNCTION_CLOSURE | FUNCTION_VIRTUAL)))
        return false;
    const char *record = NULL;
    for (guint i = 0; i < node->callers->len; i++) {
        const char *mine = g_hash_table_lookup(check->teardown, node->callers->pdata[i]);
        if (mine == NULL || (record != NULL && mine != record))
            return false;
        record = mine;
    }
    g_hash_table_insert(check->teardown, (gpointer)node, (gpointer)record);
    return true;
}

/* `main`, or what makes a module of Python: nobody else calls functions of such a program. */
static bool is_entry(const struct function *function)
{
    if (strcmp(function->display, "main") == 0)
        return true;
    if (function->param_count > 0)
        return false;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct call *call = function->blocks[b].instrs[i].call;
            if (call != NULL &&
                (g_str_has_prefix(call->name, "PyModule_Create") || g_str_has_prefix(call->name, "Py_InitModule")))
                return true;
        }
    return false;
}

void cycle_find_teardown(struct cycle_check *check)
{
    for (guint i = 0; i < check->program->nodes->len; i++) {
        const struct node *node = check->program->nodes->pdata[i];
        if ((node->function->flags & FUNCTION_DESTRUCTOR) && node->function->record != NULL)
            g_hash_table_insert(check->teardown, (gpointer)node, (gpointer)node->function->record);
        const struct type *type = node->function->param_count > 0 ? node->function->params[0].type : NULL;
        if (holds_gives_back(check->holds, node->function->id) && type != NULL && type->target != NULL &&
            type->target->record != NULL)
            g_hash_table_insert(check->teardown, (gpointer)node, (gpointer)type->target->record);
        if (is_entry(node->function))
            check->entries++;
        for (uint32_t b = 0; b < node->function->block_count; b++)
            for (uint32_t k = 0; k < node->function->blocks[b].instr_count; k++)
                add_release_callbacks(check, &node->function->blocks[b].instrs[k]);
    }
    add_finalizers(check);
    for (bool changed = true; changed;) {
        changed = false;
        for (guint i = 0; i < check->program->nodes->len; i++)
            changed = inherit_teardown(check, check->program->nodes->pdata[i]) || changed;
    }
}

/* --- functions that run when the user of an object is done with it
 * ----------------------------------------------------------------------- */

static bool says_closing(const char *name)
{
    static const char *const words[] = {
        "close",  "stop",    "shut",  "disconnect", "destroy", "cancel",    "abort",    "detach",     "terminat",   "quit",
        "exit",   "dispose", "reset", "clear",      "leave",   "unload",    "release",  "remove",     "free",       "drop",
        "evict",  "kill",    "clean", "fini",       "deinit",  "uninit",    "teardown", "unregister", "invalidate", "logout",
        "expire", "main",    "unset", "delete",     "erase",   "uninstall", "disable",  "operator="};
    const char *last = strrchr(name, ':');
    char *lower = g_ascii_strdown(last != NULL ? last + 1 : name, -1);
    bool found = false;
    for (guint i = 0; i < G_N_ELEMENTS(words) && !found; i++)
        found = strstr(lower, words[i]) != NULL;
    g_free(lower);
    return found;
}

/* A file's own function is no way in for users, unless it is handed out. */
static bool is_way_in(const struct node *node)
{
    return node->is_address_taken || !(node->function->flags & FUNCTION_INTERNAL) || strcmp(node->function->display, "main") == 0;
}

static void add_closing(struct cycle_check *check, GPtrArray *work, const struct node *node)
{
    if (node != NULL && g_hash_table_add(check->closing, (gpointer)node))
        g_ptr_array_add(work, (gpointer)node);
}

void cycle_find_closing(struct cycle_check *check)
{
    GPtrArray *work = g_ptr_array_new();
    for (guint i = 0; i < check->program->nodes->len; i++) {
        const struct node *node = check->program->nodes->pdata[i];
        const char *name = node->function->name != NULL ? node->function->name : node->function->display;
        bool is_end = (node->function->flags & FUNCTION_DESTRUCTOR) || g_hash_table_contains(check->teardown, node);
        if (is_end || (says_closing(name) && is_way_in(node)))
            add_closing(check, work, node);
    }
    while (work->len > 0) {
        const struct node *node = g_ptr_array_steal_index_fast(work, work->len - 1);
        for (guint i = 0; i < node->callees->len; i++)
            add_closing(check, work, node->callees->pdata[i]);
    }
    g_ptr_array_unref(work);
}
