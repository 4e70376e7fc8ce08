/* lower_loop.c: loops, switch, jumps and labels. Leaving a scope by a jump runs its scope ends first. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

struct switch_state {
    GArray *values;  /* int64_t */
    GArray *targets; /* uint32_t */
    uint32_t on_default;
};

enum { LONGEST_RANGE = 256 };

/* --- jump targets -------------------------------------------------------------------------------------------------------------
 */

void jump_push(struct lower *l, uint32_t on_break, uint32_t on_continue)
{
    struct jump jump = {.on_break = on_break, .on_continue = on_continue, .depth = scope_depth(l)};
    g_array_append_val(l->context->jumps, jump);
}

void jump_pop(struct lower *l)
{
    g_array_set_size(l->context->jumps, l->context->jumps->len - 1);
}

static void jump_out(struct lower *l, CXCursor cursor, bool is_continue)
{
    struct loc loc = loc_of(l, cursor);
    for (guint i = l->context->jumps->len; i > 0; i--) {
        const struct jump jump = g_array_index(l->context->jumps, struct jump, i - 1);
        uint32_t target = is_continue ? jump.on_continue : jump.on_break;
        if (target == NO_BLOCK)
            continue;
        scope_exit_to(l, jump.depth, loc);
        body_goto(l->context->body, target, loc);
        return;
    }
    body_terminate(l->context->body, TERM_UNREACHABLE, NULL, 0, loc); /* broken source */
}

void lower_break(struct lower *l, CXCursor cursor)
{
    jump_out(l, cursor, false);
}

void lower_continue(struct lower *l, CXCursor cursor)
{
    jump_out(l, cursor, true);
}

/* --- loops ------------------------------------------------------------------------------------------------------------ */

static void lower_loop_body(struct lower *l, CXCursor cursor, uint32_t on_break, uint32_t on_continue)
{
    guint depth = scope_depth(l);
    jump_push(l, on_break, on_continue);
    lower_statement(l, cursor);
    scope_pop_at(l, depth, cursor);
    jump_pop(l);
    if (body_is_open(l->context->body))
        body_goto(l->context->body, on_continue, loc_of(l, cursor));
}

void lower_while(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    struct loc loc = loc_of(l, cursor);
    uint32_t head = body_block(body), inside = body_block(body), after = body_block(body);
    body_goto(body, head, loc);
    body_enter(body, head);
    guint depth = scope_depth(l);
    uint32_t i = 0;
    if (kids.count > 2 && kids.items[0].kind == CXCursor_VarDecl)
        lower_local(l, kids.items[i++]);
    if (i + 1 < kids.count) {
        bool has_variable = scope_depth(l) > depth;
        uint32_t leave = has_variable ? body_block(body) : after;
        lower_test(l, kids.items[i], inside, leave);
        body_enter(body, inside);
        lower_loop_body(l, kids.items[i + 1], leave, head);
        body_enter(body, leave);
        scope_pop_to(l, depth, loc);
        if (has_variable)
            body_goto(body, after, loc);
    }
    body_enter(body, after);
}

void lower_do(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    uint32_t inside = body_block(body), test = body_block(body), after = body_block(body);
    if (kids.count < 2)
        return;
    body_goto(body, inside, loc_of(l, cursor));
    body_enter(body, inside);
    lower_loop_body(l, kids.items[0], after, test);
    body_enter(body, test);
    lower_test(l, kids.items[1], inside, after);
    body_enter(body, after);
}

struct for_parts {
    CXCursor init, condition, step, body;
    bool has_init, has_condition, has_step, has_body;
};

unsigned start_offset(CXCursor cursor)
{
    unsigned offset;
    clang_getExpansionLocation(clang_getRangeStart(clang_getCursorExtent(cursor)), NULL, NULL, NULL, &offset);
    return offset;
}

const char *text_at(struct lower *l, CXCursor cursor, unsigned *offset, size_t *length)
{
    CXSourceLocation location = clang_getRangeStart(clang_getCursorExtent(cursor));
    CXFile file;
    clang_getExpansionLocation(location, &file, NULL, NULL, offset);
    if (cx_location_in_macro(location) || file == NULL)
        return NULL;
    struct file_info *info = file_of(l, file);
    if (info->text == NULL)
        info->text = clang_getFileContents(l->unit, file, &info->length);
    *length = info->length;
    return info->text;
}

/* Past a string or character literal, or a comment, that starts at `i`; else i. */
static size_t skip_literal(const char *text, size_t i, size_t length)
{
    char quote = text[i];
    if (quote == '"' || quote == '\'') {
        for (i++; i < length && text[i] != quote; i++)
            if (text[i] == '\\')
                i++;
    } else if (quote == '/' && i + 1 < length && text[i + 1] == '*') {
        for (i += 2; i + 1 < length && !(text[i] == '*' && text[i + 1] == '/'); i++)
            ;
        i++;
    } else if (quote == '/' && i + 1 < length && text[i + 1] == '/') {
        while (i < length && text[i] != '\n')
            i++;
    }
    return i;
}

/* Offsets of the two `;` between the parentheses of the `for` that starts at `from`. */
static bool find_semicolons(const char *text, size_t length, unsigned from, unsigned semicolons[2])
{
    int depth = 0, found = 0;
    for (size_t i = from; i < length && found < 2; i++) {
        i = skip_literal(text, i, length);
        if (i >= length)
            break;
        if (text[i] == '(' || text[i] == '{' || text[i] == '[')
            depth++;
        else if (text[i] == ')' || text[i] == '}' || text[i] == ']')
            depth--;
        else if (text[i] == ';' && depth == 1)
            semicolons[found++] = (unsigned)i;
    }
    return found == 2;
}

static bool is_step(CXCursor part)
{
    enum CXUnaryOperatorKind unary =
        part.kind == CXCursor_UnaryOperator ? clang_getCursorUnaryOperatorKind(part) : CXUnaryOperator_Invalid;
    if (part.kind == CXCursor_BinaryOperator)
        return clang_getCursorBinaryOperatorKind(part) == CXBinaryOperator_Assign ||
               clang_getCursorBinaryOperatorKind(part) == CXBinaryOperator_Comma;
    return part.kind == CXCursor_CompoundAssignOperator || part.kind == CXCursor_CallExpr ||
           unary == CXUnaryOperator_PreInc || unary == CXUnaryOperator_PreDec || unary == CXUnaryOperator_PostInc ||
           unary == CXUnaryOperator_PostDec;
}

/* In macros all parts share one place: tell them by what they look like. */
static int guess_part(CXCursor part, uint32_t index)
{
    if (part.kind == CXCursor_DeclStmt)
        return 0;
    if (!is_step(part))
        return 1;
    bool is_assignment =
        part.kind == CXCursor_BinaryOperator && clang_getCursorBinaryOperatorKind(part) == CXBinaryOperator_Assign;
    return is_assignment && index == 0 ? 0 : 2;
}

static int part_of(struct lower *l, CXCursor loop, CXCursor part, uint32_t index)
{
    unsigned from, semicolons[2];
    size_t length;
    const char *text = text_at(l, loop, &from, &length);
    if (text == NULL || !find_semicolons(text, length, from, semicolons))
        return guess_part(part, index);
    unsigned offset = start_offset(part);
    return offset < semicolons[0] ? 0 : offset < semicolons[1] ? 1 : 2;
}

static struct for_parts split_for(struct lower *l, CXCursor cursor, const struct cursors *kids)
{
    struct for_parts parts = {.has_body = kids->count > 0};
    if (kids->count == 0)
        return parts;
    parts.body = kids->items[kids->count - 1];
    for (uint32_t i = 0; i + 1 < kids->count; i++) {
        int which = kids->count == 4 ? (int)i : part_of(l, cursor, kids->items[i], i);
        CXCursor *slots[] = {&parts.init, &parts.condition, &parts.step};
        bool *flags[] = {&parts.has_init, &parts.has_condition, &parts.has_step};
        *slots[which] = kids->items[i];
        *flags[which] = true;
    }
    return parts;
}

void lower_for(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    struct for_parts parts = split_for(l, cursor, &kids);
    struct loc loc = loc_of(l, cursor);
    guint depth = scope_depth(l);
    if (parts.has_init)
        lower_statement(l, parts.init);
    uint32_t head = body_block(body), inside = body_block(body), step = body_block(body), after = body_block(body);
    body_goto(body, head, loc);
    body_enter(body, head);
    if (parts.has_condition)
        lower_test(l, parts.condition, inside, after);
    else
        body_goto(body, inside, loc);
    body_enter(body, inside);
    if (parts.has_body)
        lower_loop_body(l, parts.body, after, step);
    body_enter(body, step);
    if (parts.has_step)
        lower_discard(l, parts.step);
    body_goto(body, head, loc);
    body_enter(body, after);
    scope_pop_to(l, depth, loc);
}

/* --- switch ----------------------------------------------------------------------------------------------------------- */

void lower_switch(struct lower *l, CXCursor cursor)
{
    struct context *c = l->context;
    struct cursors kids = children_of(l, cursor);
    guint depth = scope_depth(l);
    uint32_t i = lower_head(l, &kids);
    if (i + 1 >= kids.count)
        return;
    struct operand value = lower_value(l, kids.items[i]);
    struct switch_state state = {.values = g_array_new(FALSE, FALSE, sizeof(int64_t)),
                                 .targets = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                 .on_default = NO_BLOCK};
    body_terminate(c->body, TERM_SWITCH, NULL, 0, loc_of(l, cursor));
    uint32_t dispatch = c->body->current, after = body_block(c->body);
    body_terminator(c->body, dispatch)->condition.left = value;
    struct switch_state *outer = c->current_switch;
    c->current_switch = &state;
    jump_push(l, after, NO_BLOCK);
    lower_statement(l, kids.items[i + 1]);
    jump_pop(l);
    c->current_switch = outer;
    if (body_is_open(c->body))
        body_goto(c->body, after, loc_of(l, cursor));
    uint32_t last = state.on_default == NO_BLOCK ? after : state.on_default;
    g_array_append_val(state.targets, last);
    body_set_succs(c->body, dispatch, (const uint32_t *)(const void *)state.targets->data, state.targets->len);
    struct terminator *term = body_terminator(c->body, dispatch);
    term->cases = arena_copy(l->arena, state.values->data, sizeof(int64_t) * state.values->len);
    g_array_free(state.values, TRUE);
    g_array_free(state.targets, TRUE);
    body_enter(c->body, after);
    scope_pop_at(l, depth, cursor);
}

static int64_t case_value(struct lower *l, CXCursor cursor, const struct switch_state *state)
{
    int64_t value;
    if (fold_integer(l, cursor, &value))
        return value;
    if (!l->in_template) {
        CXEvalResult result = clang_Cursor_Evaluate(cursor);
        bool is_known = result != NULL && clang_EvalResult_getKind(result) == CXEval_Int;
        value = is_known ? clang_EvalResult_getAsLongLong(result) : 0;
        if (result != NULL)
            clang_EvalResult_dispose(result);
        if (is_known)
            return value;
    }
    return INT64_MIN + state->values->len; /* unknown, but different from the others */
}

void lower_case(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct switch_state *state = l->context->current_switch;
    struct cursors kids = children_of(l, cursor);
    if (kids.count == 0 || state == NULL)
        return;
    uint32_t target = body_block(body);
    if (body_is_open(body))
        body_goto(body, target, loc_of(l, cursor));
    body_enter(body, target);
    if (cursor.kind == CXCursor_DefaultStmt) {
        state->on_default = target;
    } else {
        int64_t low = case_value(l, kids.items[0], state);
        int64_t high = kids.count > 2 ? case_value(l, kids.items[1], state) : low;
        for (int64_t v = low; v <= high && v - low < LONGEST_RANGE; v++) {
            g_array_append_val(state->values, v);
            g_array_append_val(state->targets, target);
        }
    }
    lower_statement(l, kids.items[kids.count - 1]);
}

/* --- goto ------------------------------------------------------------------------------------------------------------- */

struct label *label_of(struct lower *l, CXCursor cursor)
{
    struct context *c = l->context;
    while (c->is_static_value && c->parent != NULL) /* static void *table[] = {&&one, &&two}; */
        c = c->parent;
    struct label *label = g_hash_table_lookup(c->labels, cursor.data[1]);
    if (label == NULL) {
        label = arena_new_item(l->arena, struct label);
        label->block = body_block(c->body);
        g_hash_table_insert(c->labels, (gpointer)cursor.data[1], label);
    }
    return label;
}

void lower_label(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    uint32_t block = label_of(l, cursor)->block;
    if (body_is_open(body))
        body_goto(body, block, loc_of(l, cursor));
    body_enter(body, block);
    struct cursors kids = children_of(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++)
        lower_statement(l, kids.items[i]);
}

/* How many of the cleanups due stay when control goes to `label`: those whose scope holds it, after their declaration. */
static guint depth_at_label(const struct lower *l, CXCursor label)
{
    const GArray *cleanups = l->context->cleanups;
    unsigned target = offset_of(label);
    for (guint i = 0; i < cleanups->len; i++) {
        const struct cleanup *c = &g_array_index(cleanups, struct cleanup, i);
        unsigned begin = start_offset(c->scope), end = 0;
        clang_getExpansionLocation(clang_getRangeEnd(clang_getCursorExtent(c->scope)), NULL, NULL, NULL, &end);
        if (target < begin || target > end || target < offset_of(c->at))
            return i;
    }
    return cleanups->len;
}

void lower_goto(struct lower *l, CXCursor cursor)
{
    struct cursors kids = children_of(l, cursor);
    if (kids.count == 0)
        return;
    CXCursor target = clang_getCursorReferenced(kids.items[0]);
    struct loc loc = loc_of(l, cursor);
    if (scope_depth(l) > 0)
        scope_exit_to(l, depth_at_label(l, target), loc);
    body_goto(l->context->body, label_of(l, target)->block, loc);
}

void lower_indirect_goto(struct lower *l, CXCursor cursor)
{
    struct context *c = l->context;
    struct cursors kids = children_of(l, cursor);
    if (kids.count > 0)
        lower_value(l, kids.items[0]);
    body_terminate(c->body, TERM_CHOICE, NULL, 0, loc_of(l, cursor));
    g_array_append_val(c->indirect, c->body->current);
}

static int compare_blocks(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* A computed goto may go to every label whose address is taken. */
void finish_labels(struct lower *l)
{
    struct context *c = l->context;
    if (c->indirect->len == 0)
        return;
    GArray *targets = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, c->labels);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (((struct label *)value)->address_taken)
            g_array_append_val(targets, ((struct label *)value)->block);
    g_array_sort(targets, compare_blocks);
    for (guint i = 0; i < c->indirect->len; i++) {
        uint32_t block = g_array_index(c->indirect, uint32_t, i);
        if (targets->len == 0)
            body_terminator(c->body, block)->kind = TERM_UNREACHABLE;
        else
            body_set_succs(c->body, block, (const uint32_t *)(const void *)targets->data, targets->len);
    }
    g_array_free(targets, TRUE);
}
