/* print_instr.c: the text of places, operands, instructions and terminators.
 *
 *   param and local by name (a second `i` of a function is i#2, a nameless one %p0 or %3), captures ^name, statics ::name,
 *   temporaries t0; p->f, s.f, *p, a[key] ([?]: key unknown), outer(link, record.field) for container_of;
 *   &place for addresses, `fn name` for functions, "text" for literals, null, and ? for what the IR cannot say. */
#include "ir/print.h"

/* clang-format off */
static const char *const op_names[OP_COUNT] = {
#define OP(enumerator, name, meaning) [enumerator] = name,
#include "ir/ops.def"
#undef OP
};
/* clang-format on */

/* clang-format off */
static const char *const binary_texts[] = {
    [BINARY_ADD] = "+", [BINARY_SUB] = "-", [BINARY_MUL] = "*",  [BINARY_DIV] = "/",  [BINARY_MOD] = "%", [BINARY_AND] = "&",
    [BINARY_OR] = "|",  [BINARY_XOR] = "^", [BINARY_SHL] = "<<", [BINARY_SHR] = ">>", [BINARY_EQ] = "==", [BINARY_NE] = "!=",
    [BINARY_LT] = "<",  [BINARY_LE] = "<=", [BINARY_GT] = ">",   [BINARY_GE] = ">=",
};
/* clang-format on */

/* clang-format off */
static const struct {
    uint32_t flag;
    const char *name;
} call_flag_names[] = {
    {CALL_VIRTUAL, "virtual"}, {CALL_NOTHROW, "nothrow"},         {CALL_NORETURN, "noreturn"},
    {CALL_SYSTEM, "system"},   {CALL_CONSTRUCTOR, "constructor"}, {CALL_DESTRUCTOR, "destructor"},
    {CALL_OPERATOR, "operator"}, {CALL_DEPENDENT, "dependent"},   {CALL_AWAIT, "await"},
};
/* clang-format on */

const char *ir_op_name(enum op op)
{
    return (size_t)op < OP_COUNT ? op_names[op] : "?";
}

const char *ir_binary_operator_text(enum binary_operator which)
{
    return (size_t)which < G_N_ELEMENTS(binary_texts) ? binary_texts[which] : "?";
}

void print_type(struct printer *printer, const struct type *type)
{
    g_autofree char *text = type_format(type);
    g_string_append(printer->out, text);
}

void print_symbol(struct printer *printer, const char *id)
{
    const char *name = printer->names != NULL && id != NULL ? g_hash_table_lookup(printer->names, id) : NULL;
    g_string_append(printer->out, name != NULL ? name : id != NULL ? id : "?");
}

/* How many variables of the function before `which` have its name. */
static uint32_t count_namesakes(const struct function *function, const struct local *which)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < function->param_count && &function->params[i] != which; i++)
        count += g_strcmp0(function->params[i].name, which->name) == 0;
    if (which >= function->params && which < function->params + function->param_count)
        return count;
    for (uint32_t i = 0; &function->locals[i] != which; i++)
        count += g_strcmp0(function->locals[i].name, which->name) == 0;
    return count;
}

static void print_local_name(struct printer *printer, const struct local *locals, uint32_t count, uint32_t index,
                             const char *prefix)
{
    const char *name = index < count ? locals[index].name : NULL;
    if (name == NULL || name[0] == '\0') {
        g_string_append_printf(printer->out, "%%%s%u", prefix, index);
        return;
    }
    g_string_append(printer->out, name);
    uint32_t namesakes = count_namesakes(printer->function, &locals[index]);
    if (namesakes > 0)
        g_string_append_printf(printer->out, "#%u", namesakes + 1);
}

static void print_root(struct printer *printer, const struct place *place)
{
    static const struct function unknown;
    const struct function *function = printer->function != NULL ? printer->function : &unknown;
    switch (place->root) {
    case ROOT_PARAM:
        print_local_name(printer, function->params, function->param_count, place->index, "p");
        return;
    case ROOT_LOCAL:
        print_local_name(printer, function->locals, function->local_count, place->index, "");
        return;
    case ROOT_THIS:
        g_string_append(printer->out, "this");
        return;
    case ROOT_TEMP:
        g_string_append_printf(printer->out, "t%u", place->index);
        return;
    case ROOT_STATIC:
        g_string_append(printer->out, "::");
        print_symbol(printer, place->symbol);
        return;
    case ROOT_CAPTURE:
        if (place->index < function->capture_count && function->captures[place->index].name != NULL)
            g_string_append_printf(printer->out, "^%s", function->captures[place->index].name);
        else
            g_string_append_printf(printer->out, "^%u", place->index);
        return;
    }
}

/* Prints what `print` prints, but into `path`. */
static void append_key(struct printer *printer, GString *path, const struct operand *key)
{
    struct printer inner = *printer;
    inner.out = path;
    g_string_append_c(path, '[');
    if (key == NULL)
        g_string_append_c(path, '?');
    else
        print_operand(&inner, key);
    g_string_append_c(path, ']');
}

static void append_outer(struct printer *printer, GString *path, const struct selector *step)
{
    struct printer inner = *printer;
    inner.out = path;
    g_string_prepend(path, "outer(");
    g_string_append(path, ", ");
    print_symbol(&inner, step->record);
    g_string_append_printf(path, ".%s)", step->field != NULL ? step->field : "?");
}

/* Whether step `next` is written to the right of a path, where it would take a leading * for itself. */
static bool binds_tighter(const struct selector *steps, uint32_t count, uint32_t next)
{
    if (next >= count || steps[next].kind == SELECT_OUTER)
        return false;
    bool is_arrow = steps[next].kind == SELECT_DEREF && next + 1 < count && steps[next + 1].kind == SELECT_FIELD;
    return is_arrow || steps[next].kind != SELECT_DEREF;
}

/* Applies the steps to `path`, the text of what they start from. */
void print_steps(struct printer *printer, GString *path, const struct selector *steps, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *field = steps[i].field != NULL ? steps[i].field : "?";
        bool is_last = i + 1 == count;
        switch (steps[i].kind) {
        case SELECT_FIELD:
            g_string_append_printf(path, ".%s", field);
            break;
        case SELECT_DEREF:
            if (!is_last && steps[i + 1].kind == SELECT_FIELD) {
                i++;
                g_string_append_printf(path, "->%s", steps[i].field != NULL ? steps[i].field : "?");
            } else {
                bool is_bound = binds_tighter(steps, count, i + 1);
                g_string_prepend(path, is_bound ? "(*" : "*");
                g_string_append(path, is_bound ? ")" : "");
            }
            break;
        case SELECT_ELEMENT:
            append_key(printer, path, steps[i].key);
            break;
        case SELECT_OUTER:
            append_outer(printer, path, &steps[i]);
            break;
        }
    }
}

void print_place(struct printer *printer, const struct place *place)
{
    if (place == NULL) {
        g_string_append_c(printer->out, '?');
        return;
    }
    GString *path = g_string_new(NULL);
    struct printer inner = *printer;
    inner.out = path;
    print_root(&inner, place);
    print_steps(printer, path, place->steps, place->step_count);
    g_string_append_len(printer->out, path->str, (gssize)path->len);
    g_string_free(path, TRUE);
}

static void print_quoted(struct printer *printer, const char *text)
{
    g_autofree char *escaped = g_strescape(text != NULL ? text : "", NULL);
    g_string_append_printf(printer->out, "\"%s\"", escaped);
}

void print_operand(struct printer *printer, const struct operand *operand)
{
    switch (operand->kind) {
    case OPERAND_NONE:
        g_string_append_c(printer->out, '?');
        return;
    case OPERAND_PLACE:
        print_place(printer, operand->place);
        return;
    case OPERAND_ADDRESS:
        g_string_append_c(printer->out, '&');
        print_place(printer, operand->place);
        return;
    case OPERAND_NULL:
        g_string_append(printer->out, "null");
        return;
    case OPERAND_INT:
        g_string_append_printf(printer->out, "%" PRId64, operand->number);
        return;
    case OPERAND_STRING:
        print_quoted(printer, operand->text);
        return;
    case OPERAND_FUNCTION:
        g_string_append(printer->out, "fn ");
        print_symbol(printer, operand->text);
        return;
    }
}

static void print_operands(struct printer *printer, const struct operand *operands, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        g_string_append(printer->out, i > 0 ? ", " : "");
        print_operand(printer, &operands[i]);
    }
}

/* name<T>(receiver: type; args) [flags] */
void print_call(struct printer *printer, const struct instr *instr)
{
    const struct call *call = instr->call;
    GString *out = printer->out;
    if (call->target.kind != OPERAND_NONE) {
        g_string_append(out, "*(");
        print_operand(printer, &call->target);
        g_string_append_c(out, ')');
    }
    g_string_append(out, call->name != NULL ? call->name : "");
    for (uint32_t i = 0; i < call->template_arg_count; i++) {
        g_string_append(out, i == 0 ? "<" : ", ");
        print_type(printer, call->template_args[i]);
        g_string_append(out, i + 1 == call->template_arg_count ? ">" : "");
    }
    g_string_append_c(out, '(');
    if (call->receiver.kind != OPERAND_NONE || call->receiver_type != NULL) {
        print_operand(printer, &call->receiver);
        g_string_append(out, call->receiver_type != NULL ? ": " : "");
        if (call->receiver_type != NULL)
            print_type(printer, call->receiver_type);
        g_string_append(out, instr->arg_count > 0 ? "; " : ";");
    }
    print_operands(printer, instr->args, instr->arg_count);
    g_string_append_c(out, ')');
    const char *separator = " [";
    for (size_t i = 0; i < G_N_ELEMENTS(call_flag_names); i++) {
        if ((call->flags & call_flag_names[i].flag) == 0)
            continue;
        g_string_append_printf(out, "%s%s", separator, call_flag_names[i].name);
        separator = " ";
    }
    g_string_append(out, separator[1] == '[' ? "" : "]");
}

static void print_closure(struct printer *printer, const struct closure *closure)
{
    print_symbol(printer, closure->function);
    g_string_append(printer->out, " {");
    for (uint32_t i = 0; i < closure->capture_count; i++) {
        const struct capture *capture = &closure->captures[i];
        const char *sign = capture->kind == CAPTURE_REFERENCE ? "&" : capture->kind == CAPTURE_THIS_COPY ? "*" : "";
        g_string_append_printf(printer->out, "%s%s%s = ", i > 0 ? ", " : "", sign, capture->name != NULL ? capture->name : "?");
        print_operand(printer, &capture->value);
    }
    g_string_append_c(printer->out, '}');
}

/* What stands right of the destination. */
static void print_source(struct printer *printer, const struct instr *instr)
{
    GString *out = printer->out;
    switch (instr->op) {
    case OP_BINARY:
        for (uint32_t i = 0; i < instr->arg_count; i++) {
            if (i > 0)
                g_string_append_printf(out, " %s ", ir_binary_operator_text(instr->operator));
            print_operand(printer, &instr->args[i]);
        }
        return;
    case OP_CALL:
        if (instr->call != NULL)
            print_call(printer, instr);
        return;
    case OP_CLOSURE:
        if (instr->closure != NULL)
            print_closure(printer, instr->closure);
        return;
    case OP_ALLOC:
    case OP_INIT:
    case OP_CATCH:
        g_string_append(out, instr->type == NULL ? "..." : "");
        if (instr->type != NULL)
            print_type(printer, instr->type);
        g_string_append(out, instr->arg_count > 0 ? " at " : "");
        print_operands(printer, instr->args, instr->arg_count);
        return;
    case OP_COPY:
    case OP_MOVE:
    case OP_DELETE:
    case OP_END:
    case OP_OTHER:
    case OP_COUNT:
        print_operands(printer, instr->args, instr->arg_count);
        return;
    }
}

void print_instr(struct printer *printer, const struct instr *instr)
{
    GString *out = printer->out;
    /* Effects start with their verb, values with where they go. */
    bool is_effect = instr->op == OP_COPY || instr->op == OP_MOVE || instr->op == OP_END || instr->op == OP_INIT;
    if (is_effect)
        g_string_append_printf(out, "%s ", ir_op_name(instr->op));
    if (instr->dst != NULL) {
        print_place(printer, instr->dst);
        g_string_append(out, instr->op == OP_INIT ? ": " : instr->op == OP_END ? "" : " = ");
    }
    if (!is_effect && instr->op != OP_BINARY)
        g_string_append_printf(out, "%s ", ir_op_name(instr->op));
    print_source(printer, instr);
    if (instr->op == OP_DELETE && instr->type != NULL) {
        g_string_append(out, ": ");
        print_type(printer, instr->type);
    }
    if (instr->op != OP_CALL && instr->call != NULL) {
        g_string_append(out, " with ");
        struct instr bare = *instr;
        bare.arg_count = 0;
        print_call(printer, &bare);
    }
}

static void print_targets(struct printer *printer, const struct terminator *term)
{
    for (uint32_t i = 0; i < term->succ_count; i++)
        g_string_append_printf(printer->out, "%sb%u", i > 0 ? ", " : " -> ", term->succs[i]);
}

static void print_switch(struct printer *printer, const struct terminator *term)
{
    print_operand(printer, &term->condition.left);
    for (uint32_t i = 0; i + 1 < term->succ_count; i++)
        g_string_append_printf(printer->out, "%s%" PRId64 ": b%u", i > 0 ? ", " : " -> ", term->cases[i], term->succs[i]);
    if (term->succ_count > 0)
        g_string_append_printf(printer->out, "%sdefault: b%u", term->succ_count > 1 ? ", " : " -> ",
                               term->succs[term->succ_count - 1]);
}

void print_terminator(struct printer *printer, const struct terminator *term)
{
    static const char *const names[] = {
        [TERM_GOTO] = "goto",     [TERM_BRANCH] = "branch ", [TERM_SWITCH] = "switch ",
        [TERM_CHOICE] = "choice", [TERM_MACRO] = "macro ",   [TERM_RETURN] = "return",
        [TERM_THROW] = "throw",   [TERM_RESUME] = "resume",  [TERM_UNREACHABLE] = "unreachable",
    };
    g_string_append(printer->out, names[term->kind]);
    switch (term->kind) {
    case TERM_BRANCH:
        print_operand(printer, &term->condition.left);
        g_string_append_printf(printer->out, " %s ", ir_binary_operator_text(term->condition.operator));
        print_operand(printer, &term->condition.right);
        break;
    case TERM_SWITCH:
        print_switch(printer, term);
        return;
    case TERM_MACRO:
        if (term->macro != NULL && term->macro->call != NULL)
            print_call(printer, term->macro);
        break;
    case TERM_RETURN:
    case TERM_THROW:
        if (term->value.kind != OPERAND_NONE) {
            g_string_append_c(printer->out, ' ');
            print_operand(printer, &term->value);
        }
        break;
    case TERM_GOTO:
        g_string_append_printf(printer->out, " b%u", term->succ_count > 0 ? term->succs[0] : NO_BLOCK);
        return;
    case TERM_CHOICE:
    case TERM_RESUME:
    case TERM_UNREACHABLE:
        break;
    }
    print_targets(printer, term);
}

void print_local(struct printer *printer, const struct local *local)
{
    const struct function *function = printer->function;
    bool is_param = local >= function->params && local < function->params + function->param_count;
    if (is_param)
        print_local_name(printer, function->params, function->param_count, (uint32_t)(local - function->params), "p");
    else
        print_local_name(printer, function->locals, function->local_count, (uint32_t)(local - function->locals), "");
    g_string_append(printer->out, ": ");
    print_type(printer, local->type);
}
