/* relevance.c: which functions are worth executing? Those that do something a rule asks about; a function that only calls such
 * ones is found out bottom-up, by their summaries. Cheap and flow-insensitive: a superset. */
#include "program/internal.h"

static bool is_interesting(enum effect_kind kind)
{
    switch (kind) {
    case EFFECT_REGISTER:
    case EFFECT_REMOVE:
    case EFFECT_CLEAR:
    case EFFECT_TRANSFER:
    case EFFECT_END:
    case EFFECT_THROW:
    case EFFECT_NORETURN:
    case EFFECT_RELEASE:
        return true;
    case EFFECT_LOOKUP:
    case EFFECT_BEGIN:
    case EFFECT_END_MARK:
    case EFFECT_STEP:
    case EFFECT_ALLOC:
    case EFFECT_ALIAS:
    case EFFECT_STORE:
    case EFFECT_HOLD:
    case EFFECT_CALLBACK:
    case EFFECT_WAIT:
    case EFFECT_LOGGER:
    case EFFECT_LOGGER_DROP:
    case EFFECT_ATTACH:
    case EFFECT_DETACH:
    case EFFECT_MINT:
    case EFFECT_CARRY:
    case EFFECT_PURE:
    case EFFECT_COUNT:
        return false;
    }
    return false;
}

static bool model_is_interesting(const struct model *model)
{
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++)
        if (is_interesting(model->effects[i].kind))
            return true;
    return false;
}

/* Smart pointers and what closures are kept in. */
static bool is_keeper(const struct program *program, const struct type *type)
{
    enum ownership ownership = type->kind == TYPE_RECORD ? models_ownership(program->models, type) : OWNERSHIP_VALUE;
    return ownership == OWNERSHIP_SHARED || ownership == OWNERSHIP_UNIQUE || ownership == OWNERSHIP_CLOSURE;
}

/* A pointer to a record, or null, is put somewhere that outlives the statement. */
static bool stores_pointer(struct program *program, const struct instr *instr)
{
    const struct place *dst = instr->dst;
    if (dst == NULL || (dst->type->kind != TYPE_POINTER && !is_keeper(program, dst->type)))
        return false;
    bool leaves = dst->root == ROOT_STATIC || dst->step_count > 0;
    return leaves && (dst->type->kind != TYPE_POINTER || (dst->type->target != NULL && dst->type->target->kind != TYPE_FUNCTION));
}

static bool instr_is_relevant(struct program *program, const struct instr *instr)
{
    switch (instr->op) {
    case OP_CALL:
        return model_is_interesting(program_model(program, instr)) ||
               (instr->call->callee != NULL && g_hash_table_contains(program->pairs, instr->call->callee)) ||
               (instr->call->flags & CALL_NORETURN) || instr->call->target.kind != OPERAND_NONE ||
               g_strcmp0(instr->call->member, "operator()") == 0;
    case OP_DELETE:
    case OP_END:
    case OP_ALLOC:
        return true;
    case OP_COPY:
    case OP_MOVE:
        return stores_pointer(program, instr);
    case OP_BINARY: /* counters of arrays, references */
        return (instr->operator== BINARY_SUB || instr->operator== BINARY_MOD) && instr->dst != NULL &&
               (instr->dst->root == ROOT_STATIC || instr->dst->step_count > 0);
    case OP_CLOSURE:
    case OP_CATCH:
    case OP_INIT:
    case OP_OTHER:
    case OP_COUNT:
        return false;
    }
    return false;
}

static bool gives_object(const struct function *function)
{
    return function->result != NULL && (function->result->kind == TYPE_POINTER || function->result->kind == TYPE_REFERENCE);
}

/* Gives away something that is already there: instance(), connections(), a member's getter. Callers put things into it. */
static bool is_getter(const struct function *function, const struct terminator *term)
{
    const struct place *place = term->value.place;
    return term->kind == TERM_RETURN && gives_object(function) && place != NULL &&
           (place->root == ROOT_STATIC || place->root == ROOT_THIS || place->root == ROOT_PARAM);
}

/* MY_WIDGET(object): what comes in goes out, as another type. */
static bool is_cast(struct program *program, const struct function *function, const struct instr *instr)
{
    return instr->op == OP_CALL && gives_object(function) && model_effect(program_model(program, instr), EFFECT_ALIAS) != NULL;
}

/* next->job, or list_entry(at, struct job, node) */
static bool reads_object(const struct instr *instr, const struct type *type)
{
    const struct place *from = instr->op == OP_COPY ? instr->args[0].place : NULL;
    if (from == NULL || from->step_count == 0)
        return false;
    return type_equal(from->type, type) || from->steps[from->step_count - 1].kind == SELECT_OUTER;
}

/* Looks for an object and gives it away: conn_find(). Callers end what they got. */
static bool is_finder(struct program *program, const struct function *function)
{
    const struct type *type = function->result;
    if (type == NULL || type->kind != TYPE_POINTER || type->target == NULL || type->target->kind != TYPE_RECORD)
        return false;
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct block *block = &function->blocks[b];
        if (block->term.kind == TERM_MACRO && model_effect(program_model(program, block->term.macro), EFFECT_LOOKUP) != NULL)
            return true;
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct instr *instr = &block->instrs[i];
            if (reads_object(instr, type) ||
                (instr->op == OP_CALL && model_effect(program_model(program, instr), EFFECT_LOOKUP) != NULL))
                return true;
        }
    }
    return false;
}

bool relevance_of(struct program *program, const struct function *function)
{
    if (is_finder(program, function))
        return true;
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct block *block = &function->blocks[b];
        if (block->order == NO_BLOCK)
            continue;
        if (block->term.kind == TERM_THROW || is_getter(function, &block->term))
            return true;
        if (block->term.kind == TERM_MACRO && model_is_interesting(program_model(program, block->term.macro)))
            return true;
        for (uint32_t i = 0; i < block->instr_count; i++)
            if (instr_is_relevant(program, &block->instrs[i]) || is_cast(program, function, &block->instrs[i]))
                return true;
    }
    return false;
}
