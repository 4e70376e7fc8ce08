/* verify.c: the invariants of ir.h that can be checked without knowing the source. Debug builds check each lowered unit; facts
 * from outside are checked always, so that whoever reads IR may index and follow pointers without looking.
 *
 * The first violation wins. What is not checked: whether the lowering is *right*, and whether ids have a declaration. */
#include "ir/ir.h"

enum { KEY_DEPTH_MAX = 100 };

struct verifier {
    const struct module *module;
    const struct function *function; /* NULL: outside of functions */
    const struct block *block;
    const struct instr *instr; /* NULL: the block as a whole, or its terminator */
    bool in_terminator;
    const char *subject; /* what is looked at outside of functions */
    char *problem;
};

static const char *text_or(const char *text, const char *otherwise)
{
    return text != NULL ? text : otherwise;
}

/* Where, and what is wrong; always false. */
static bool fail(struct verifier *v, const char *format, ...) LINGER_PRINTF(2, 3);

static bool fail(struct verifier *v, const char *format, ...)
{
    GString *out = g_string_new(NULL);
    if (v->function != NULL)
        g_string_append_printf(out, "function '%s'", text_or(text_or(v->function->display, v->function->name), "?"));
    else
        g_string_append(out, text_or(v->subject, "the module"));
    if (v->block != NULL)
        g_string_append_printf(out, ", block %u", (unsigned)(v->block - v->function->blocks));
    if (v->in_terminator)
        g_string_append(out, ", terminator");
    else if (v->instr != NULL)
        g_string_append_printf(out, ", instruction %u (%s)", (unsigned)(v->instr - v->block->instrs), ir_op_name(v->instr->op));
    g_string_append(out, ": ");
    va_list args;
    va_start(args, format);
    g_string_append_vprintf(out, format, args);
    va_end(args);
    v->problem = g_string_free(out, FALSE);
    return false;
}

/* --- types ------------------------------------------------------------------------------------------------------------ */

static bool check_type(struct verifier *v, const struct type *type, const char *what)
{
    if (type == NULL)
        return fail(v, "%s has no type", what);
    if (type->index >= v->module->type_count || v->module->types[type->index] != type)
        return fail(v, "the type of %s is not in the module's list", what);
    return true;
}

static bool check_optional_type(struct verifier *v, const struct type *type, const char *what)
{
    return type == NULL || check_type(v, type, what);
}

/* A part of a type stands before it in the list; hence types are finite. */
static bool add_part(struct verifier *v, const struct type *whole, const struct type *part, const struct type_extent *known,
                     struct type_extent *sum)
{
    if (part == NULL)
        return fail(v, "type %u has an argument that is no type", whole->index);
    if (!check_type(v, part, "a part of a type"))
        return false;
    if (part->index >= whole->index)
        return fail(v, "type %u contains type %u, which stands after it", whole->index, part->index);
    type_extent_add(sum, &known[part->index]);
    if (!type_extent_is_allowed(sum))
        return fail(v, "type %u is too deep or too large", whole->index);
    return true;
}

static bool check_type_shape(struct verifier *v, const struct type *type, uint32_t index, struct type_extent *known)
{
    if (type == NULL || type->index != index)
        return fail(v, "type %u has another number or is missing", index);
    if ((unsigned)type->kind > TYPE_FUNCTION)
        return fail(v, "type %u is of an unknown kind", index);
    struct type_extent sum = {.size = 1};
    if (type->target != NULL && !add_part(v, type, type->target, known, &sum))
        return false;
    if ((type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE || type->kind == TYPE_ARRAY) && type->target == NULL)
        return fail(v, "type %u points to nothing", index);
    for (uint32_t i = 0; i < type->arg_count; i++)
        if (!add_part(v, type, type->args[i], known, &sum))
            return false;
    known[index] = sum;
    return true;
}

static bool check_types(struct verifier *v)
{
    struct type_extent *known = g_new0(struct type_extent, v->module->type_count);
    bool ok = true;
    for (uint32_t i = 0; ok && i < v->module->type_count; i++)
        ok = check_type_shape(v, v->module->types[i], i, known);
    g_free(known);
    return ok;
}

/* --- places and operands -------------------------------------------------------------------------------------------------- */

static bool check_operand(struct verifier *v, const struct operand *operand, const char *what, uint32_t depth);

static bool check_steps(struct verifier *v, const struct selector *steps, uint32_t count, uint32_t depth)
{
    for (uint32_t i = 0; i < count; i++) {
        switch (steps[i].kind) {
        case SELECT_FIELD:
        case SELECT_OUTER:
            if (steps[i].field == NULL)
                return fail(v, "an access path selects a field without a name");
            break;
        case SELECT_DEREF:
            break;
        case SELECT_ELEMENT:
            if (steps[i].key == NULL)
                return fail(v, "an access path selects an element without a key");
            if (depth >= KEY_DEPTH_MAX)
                return fail(v, "element keys are nested too deeply");
            if (!check_operand(v, steps[i].key, "a key", depth + 1))
                return false;
            break;
        default:
            return fail(v, "an access path has a step of an unknown kind");
        }
    }
    return true;
}

static bool check_index(struct verifier *v, uint32_t index, uint32_t count, const char *what)
{
    return index < count || fail(v, "%s %u does not exist (there are %u)", what, index, count);
}

static bool check_root(struct verifier *v, const struct place *place)
{
    if ((unsigned)place->root > ROOT_CAPTURE)
        return fail(v, "a place has an unknown root");
    if (place->root == ROOT_STATIC)
        return (place->symbol != NULL && place->index == 0) || fail(v, "a static place has no symbol, or an index");
    const struct function *function = v->function;
    if (function == NULL)
        return fail(v, "a place outside of functions is not static");
    switch (place->root) {
    case ROOT_PARAM:
        return check_index(v, place->index, function->param_count, "parameter");
    case ROOT_LOCAL:
        return check_index(v, place->index, function->local_count, "local");
    case ROOT_TEMP:
        return check_index(v, place->index, function->temp_count, "temporary");
    case ROOT_CAPTURE:
        return check_index(v, place->index, function->capture_count, "capture");
    case ROOT_THIS:
        return place->index == 0 || fail(v, "'this' has an index");
    case ROOT_STATIC:
        break;
    }
    return true;
}

static bool check_place(struct verifier *v, const struct place *place, uint32_t depth)
{
    return check_root(v, place) && check_type(v, place->type, "a place") &&
           check_steps(v, place->steps, place->step_count, depth);
}

static bool check_operand(struct verifier *v, const struct operand *operand, const char *what, uint32_t depth)
{
    if (!check_optional_type(v, operand->type, what))
        return false;
    switch (operand->kind) {
    case OPERAND_PLACE:
    case OPERAND_ADDRESS:
        if (operand->place == NULL)
            return fail(v, "%s is an operand without its place", what);
        return check_place(v, operand->place, depth);
    case OPERAND_STRING:
    case OPERAND_FUNCTION:
        return operand->text != NULL || fail(v, "%s is an operand without its text", what);
    case OPERAND_NONE:
    case OPERAND_NULL:
    case OPERAND_INT:
        return true;
    }
    return fail(v, "%s is an operand of an unknown kind", what);
}

/* --- instructions -------------------------------------------------------------------------------------------------------- */

enum need { NEVER, MAYBE, ALWAYS };

/* What ops.def says in words. */
/* clang-format off */
static const struct {
    enum need dst, call, closure, type;
    uint32_t least_args, most_args;
} needs[OP_COUNT] = {
    [OP_COPY] = {ALWAYS, NEVER, NEVER, MAYBE, 1, 1},  [OP_MOVE] = {ALWAYS, NEVER, NEVER, MAYBE, 1, 1},
    [OP_BINARY] = {MAYBE, NEVER, NEVER, MAYBE, 2, 2}, [OP_ALLOC] = {MAYBE, NEVER, NEVER, ALWAYS, 0, 1},
    [OP_CALL] = {MAYBE, ALWAYS, NEVER, MAYBE, 0, UINT32_MAX}, [OP_CLOSURE] = {MAYBE, NEVER, ALWAYS, MAYBE, 0, 0},
    [OP_DELETE] = {NEVER, MAYBE, NEVER, MAYBE, 1, 1}, [OP_END] = {ALWAYS, MAYBE, NEVER, MAYBE, 0, 0},
    [OP_CATCH] = {MAYBE, NEVER, NEVER, MAYBE, 0, 0},  [OP_INIT] = {ALWAYS, NEVER, NEVER, ALWAYS, 0, 0},
    [OP_OTHER] = {MAYBE, NEVER, NEVER, MAYBE, 0, UINT32_MAX},
};
/* clang-format on */

static bool check_need(struct verifier *v, enum need need, bool has, const char *what)
{
    if (has)
        return need != NEVER || fail(v, "it may not have %s", what);
    return need != ALWAYS || fail(v, "it has no %s", what);
}

static bool check_call(struct verifier *v, const struct call *call)
{
    if (call->name == NULL)
        return fail(v, "a call's name is NULL (nameless calls have an empty one)");
    if (!check_optional_type(v, call->receiver_type, "a receiver") || !check_operand(v, &call->receiver, "a receiver", 0) ||
        !check_operand(v, &call->target, "a call's target", 0))
        return false;
    for (uint32_t i = 0; i < call->template_arg_count; i++)
        if (!check_type(v, call->template_args[i], "a template argument"))
            return false;
    return true;
}

static bool check_captures(struct verifier *v, const struct capture *captures, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if ((unsigned)captures[i].kind > CAPTURE_THIS_COPY || captures[i].name == NULL)
            return fail(v, "capture %u has no name or an unknown kind", i);
        if (!check_type(v, captures[i].type, "a capture") || !check_operand(v, &captures[i].value, "a capture", 0))
            return false;
    }
    return true;
}

static bool check_instr(struct verifier *v, const struct instr *instr)
{
    if ((unsigned)instr->op >= OP_COUNT || BINARY_GE < (unsigned)instr->operator)
        return fail(v, "unknown operation");
    if (!check_need(v, needs[instr->op].dst, instr->dst != NULL, "destination") ||
        !check_need(v, needs[instr->op].call, instr->call != NULL, "call") ||
        !check_need(v, needs[instr->op].closure, instr->closure != NULL, "closure") ||
        !check_need(v, needs[instr->op].type, instr->type != NULL, "type"))
        return false;
    if (instr->arg_count < needs[instr->op].least_args || instr->arg_count > needs[instr->op].most_args)
        return fail(v, "it has %u operands", instr->arg_count);
    for (uint32_t i = 0; i < instr->arg_count; i++)
        if (!check_operand(v, &instr->args[i], "an argument", 0))
            return false;
    if ((instr->dst != NULL && !check_place(v, instr->dst, 0)) || !check_optional_type(v, instr->type, "the object") ||
        (instr->call != NULL && !check_call(v, instr->call)))
        return false;
    if (instr->closure == NULL)
        return true;
    if (instr->closure->function == NULL)
        return fail(v, "a closure has no body");
    return check_captures(v, instr->closure->captures, instr->closure->capture_count);
}

/* --- blocks -------------------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
    uint32_t least, most;
} succ_counts[] = {
    [TERM_GOTO] = {1, 1},          [TERM_BRANCH] = {2, 2}, [TERM_SWITCH] = {1, UINT32_MAX},
    [TERM_CHOICE] = {0, UINT32_MAX}, [TERM_MACRO] = {2, 2},  [TERM_RETURN] = {0, 0},
    [TERM_THROW] = {0, 0},         [TERM_RESUME] = {0, 0}, [TERM_UNREACHABLE] = {0, 0},
};
/* clang-format on */

static bool check_macro(struct verifier *v, const struct instr *macro)
{
    if (macro == NULL || macro->op != OP_CALL || macro->call == NULL || (macro->call->flags & CALL_MACRO) == 0)
        return fail(v, "a macro's expansion is not described");
    return check_instr(v, macro);
}

static bool is_comparison(enum binary_operator which)
{
    return which >= BINARY_EQ && which <= BINARY_GE;
}

static bool check_terminator(struct verifier *v, const struct terminator *term)
{
    if ((unsigned)term->kind > TERM_UNREACHABLE)
        return fail(v, "it is of an unknown kind");
    if (term->succ_count < succ_counts[term->kind].least || term->succ_count > succ_counts[term->kind].most)
        return fail(v, "it has %u successors", term->succ_count);
    for (uint32_t i = 0; i < term->succ_count; i++)
        if (!check_index(v, term->succs[i], v->function->block_count, "successor"))
            return false;
    switch (term->kind) {
    case TERM_BRANCH:
        if (!is_comparison(term->condition.operator))
            return fail(v, "its operator is not a comparison");
        return check_operand(v, &term->condition.left, "a condition", 0) &&
               check_operand(v, &term->condition.right, "a condition", 0);
    case TERM_SWITCH:
        if (term->cases == NULL && term->succ_count > 1)
            return fail(v, "it has successors but no cases");
        return check_operand(v, &term->condition.left, "a condition", 0);
    case TERM_MACRO:
        return check_macro(v, term->macro);
    case TERM_RETURN:
    case TERM_THROW:
        return check_operand(v, &term->value, "its value", 0);
    case TERM_GOTO:
    case TERM_CHOICE:
    case TERM_RESUME:
    case TERM_UNREACHABLE:
        return true;
    }
    return true;
}

static bool check_block(struct verifier *v, const struct block *block, uint32_t index)
{
    v->block = block;
    if (block->index != index)
        return fail(v, "it says that it is block %u", block->index);
    if (block->unwind != NO_BLOCK && !check_index(v, block->unwind, v->function->block_count, "unwind block"))
        return false;
    for (uint32_t i = 0; i < block->instr_count; i++) {
        v->instr = &block->instrs[i];
        if (!check_instr(v, v->instr))
            return false;
        if (block->instrs[i].call != NULL && (block->instrs[i].call->flags & CALL_MACRO) != 0)
            return fail(v, "a macro is called outside of a macro terminator");
    }
    v->instr = NULL;
    v->in_terminator = true;
    if (!check_terminator(v, &block->term))
        return false;
    v->in_terminator = false;
    v->block = NULL;
    return true;
}

/* --- declarations ---------------------------------------------------------------------------------------------------------- */

static bool check_locals(struct verifier *v, const struct local *locals, uint32_t count, const char *what)
{
    for (uint32_t i = 0; i < count; i++)
        if (!check_type(v, locals[i].type, what))
            return false;
    return true;
}

static bool check_named(struct verifier *v, const char *id, const char *name, const char *what)
{
    if (id == NULL || name == NULL)
        return fail(v, "%s '%s' has no %s", what, text_or(text_or(id, name), "?"), id == NULL ? "id" : "name");
    return true;
}

static bool check_function(struct verifier *v, const struct function *function)
{
    v->function = function;
    if (!check_named(v, function->id, function->name, "it"))
        return false;
    if (function->display == NULL)
        return fail(v, "it has no display name");
    if (!check_type(v, function->result, "its result") ||
        !check_locals(v, function->params, function->param_count, "a parameter") ||
        !check_locals(v, function->locals, function->local_count, "a local") ||
        !check_captures(v, function->captures, function->capture_count))
        return false;
    for (uint32_t i = 0; i < function->override_count; i++)
        if (function->overrides[i] == NULL)
            return fail(v, "it overrides a method without an id");
    if (function->block_count == 0)
        return fail(v, "it has no entry block");
    for (uint32_t i = 0; i < function->block_count; i++)
        if (!check_block(v, &function->blocks[i], i))
            return false;
    v->function = NULL;
    return true;
}

static bool check_record(struct verifier *v, const struct record *record)
{
    v->subject = text_or(record->name, "a record");
    if (!check_named(v, record->id, record->name, "record"))
        return false;
    for (uint32_t i = 0; i < record->base_count; i++)
        if (!check_type(v, record->bases[i].type, "a base"))
            return false;
    for (uint32_t i = 0; i < record->field_count; i++)
        if (record->fields[i].name == NULL)
            return fail(v, "a field has no name");
        else if (!check_type(v, record->fields[i].type, "a field"))
            return false;
    return true;
}

static bool check_variable(struct verifier *v, const struct variable *variable)
{
    v->subject = text_or(variable->name, "a variable");
    if (!check_named(v, variable->id, variable->name, "variable") || !check_type(v, variable->type, "it"))
        return false;
    if ((unsigned)variable->storage > STORAGE_THREAD)
        return fail(v, "it has an unknown storage");
    for (uint32_t i = 0; i < variable->initial_count; i++) {
        const struct initial *initial = &variable->initials[i];
        if (!check_steps(v, initial->steps, initial->step_count, 0) || !check_operand(v, &initial->value, "an initial value", 0))
            return false;
    }
    return true;
}

static bool check_rest(struct verifier *v)
{
    const struct module *module = v->module;
    v->subject = NULL;
    for (uint32_t i = 0; i < module->declaration_count; i++)
        if (!check_named(v, module->declarations[i].id, module->declarations[i].name, "declaration"))
            return false;
    for (uint32_t i = 0; i < module->remark_count; i++)
        if (module->remarks[i].text == NULL)
            return fail(v, "a remark has no text");
    for (uint32_t i = 0; i < module->unlowered_count; i++)
        if (module->unlowered[i].cursor == NULL)
            return fail(v, "an entry of what was not lowered has no kind");
    for (uint32_t i = 0; i < module->dependency_count; i++)
        if (module->dependencies[i].path == NULL)
            return fail(v, "a dependency has no path");
    return true;
}

static bool check_module(struct verifier *v)
{
    const struct module *module = v->module;
    if (module->path == NULL)
        return fail(v, "it has no path");
    if ((unsigned)module->status > MODULE_FAILED)
        return fail(v, "it has an unknown status");
    if (!check_types(v))
        return false;
    for (uint32_t i = 0; i < module->record_count; i++)
        if (!check_record(v, &module->records[i]))
            return false;
    for (uint32_t i = 0; i < module->variable_count; i++)
        if (!check_variable(v, &module->variables[i]))
            return false;
    v->subject = NULL;
    for (uint32_t i = 0; i < module->function_count; i++)
        if (!check_function(v, &module->functions[i]))
            return false;
    return check_rest(v);
}

char *ir_verify(const struct module *module)
{
    struct verifier v = {.module = module};
    check_module(&v);
    return v.problem;
}
