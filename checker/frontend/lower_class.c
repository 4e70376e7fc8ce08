/* lower_class.c: what classes do without being told in so many words: member initialisers, default member initialisers, members'
 * and bases' destructors, and the implicit destructors of classes whose members have one.
 *
 *     Conn(int fd) : Base(fd), fd_(fd) {}      call Base::Base(fd); copy this->fd_ = fd; [members by default]; body
 *     ~Conn() { … }                            body; end this->name_; call Base::~Base()                                       */
#include "frontend/lower.h"

static struct place *self_place(struct lower *l, struct loc loc)
{
    return pointee_of(l, this_operand(l), l->context->this_type, loc);
}

static CXCursor definition_of(CXType type)
{
    CXCursor declaration = clang_getTypeDeclaration(clang_getCanonicalType(type));
    CXCursor pattern = clang_getSpecializedCursorTemplate(declaration);
    return clang_getCursorDefinition(cx_is_null(pattern) ? declaration : pattern);
}

/* A constructor without arguments that somebody wrote. */
static bool find_default_constructor(struct lower *l, CXType type, CXCursor *found)
{
    CXCursor definition = definition_of(type);
    if (cx_is_null(definition))
        return false;
    struct cursors kids = children_of(l, definition);
    for (uint32_t i = 0; i < kids.count; i++) {
        bool is_default = kids.items[i].kind == CXCursor_Constructor && clang_CXXConstructor_isDefaultConstructor(kids.items[i]);
        if (is_default && !clang_CXXMethod_isDefaulted(kids.items[i]) && !clang_CXXMethod_isDeleted(kids.items[i])) {
            *found = kids.items[i];
            return true;
        }
    }
    return false;
}

/* A base or member that the source does not initialise. */
static void initialise_by_default(struct lower *l, CXType type, struct place *place, bool is_base, struct loc loc)
{
    struct type *lowered = lower_type(l, type);
    if (lowered->kind != TYPE_RECORD)
        return;
    CXCursor constructor;
    if (!is_base && type_is_smart_pointer(lowered)) {
        emit_copy(l, place, operand_null(lowered), loc);
    } else if (find_default_constructor(l, type, &constructor)) {
        struct call *call = call_new(l, constructor);
        call->flags |= CALL_CONSTRUCTOR;
        call->receiver_type = lowered;
        call->receiver = address_of(l, operand_place(place), loc);
        emit_call(l, call, NULL, NULL, 0, loc);
    } else if (!is_base) {
        struct instr *instr = body_append(l->context->body, OP_INIT, loc);
        instr->dst = place;
        instr->type = place->type;
    }
}

static int parameter_count(struct lower *l, CXCursor constructor)
{
    struct cursors kids = children_of(l, constructor);
    int count = 0;
    for (uint32_t i = 0; i < kids.count; i++)
        count += kids.items[i].kind == CXCursor_ParmDecl;
    return count;
}

bool construct_from_list(struct lower *l, CXType type, struct place *place, const struct cursors *values, struct loc loc)
{
    CXCursor definition = l->module->is_cxx ? definition_of(type) : clang_getNullCursor();
    if (cx_is_null(definition))
        return false;
    struct cursors kids = children_of(l, definition);
    bool has_constructors = false;
    CXCursor chosen = clang_getNullCursor();
    for (uint32_t i = 0; i < kids.count; i++) {
        CXCursor kid = kids.items[i];
        if (kid.kind != CXCursor_Constructor || clang_CXXMethod_isDefaulted(kid) || clang_CXXMethod_isDeleted(kid))
            continue;
        has_constructors = true;
        bool is_copy = clang_CXXConstructor_isCopyConstructor(kid) || clang_CXXConstructor_isMoveConstructor(kid);
        if (!is_copy && parameter_count(l, kid) == (int)values->count)
            chosen = kid; /* overloads of equal length: the last; libclang does not tell */
    }
    if (!has_constructors)
        return false;
    struct call *call;
    if (cx_is_null(chosen)) {
        call = arena_new_item(l->arena, struct call);
        call->member = decl_of(l, definition)->member;
        call->name = intern_printf(l->strings, "%s::%s", decl_of(l, definition)->name, call->member);
    } else {
        call = call_new(l, chosen);
    }
    call->flags |= CALL_CONSTRUCTOR;
    call->receiver_type = place->type;
    call->receiver = address_of(l, operand_place(place), loc);
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    CXType function = cx_is_null(chosen) ? (CXType){.kind = CXType_Invalid} : clang_getCursorType(chosen);
    for (uint32_t i = 0; i < values->count; i++) {
        CXType parameter = cx_is_null(chosen) ? function : clang_getArgType(function, i);
        struct operand value = lower_argument(l, values->items[i], parameter);
        g_array_append_val(args, value);
    }
    emit_call(l, call, NULL, (const struct operand *)(const void *)args->data, args->len, loc);
    g_array_free(args, TRUE);
    return true;
}

/* int limit = 10; in the class */
static bool find_member_default(struct lower *l, CXCursor field, CXCursor *initialiser)
{
    if (clang_Cursor_isBitField(field))
        return false;
    struct cursors kids = children_of(l, field);
    for (uint32_t i = kids.count; i > 0; i--) {
        CXCursor kid = kids.items[i - 1];
        bool is_size =
            clang_getCanonicalType(clang_getCursorType(field)).kind == CXType_ConstantArray && kid.kind != CXCursor_InitListExpr;
        if (!clang_isExpression(kid.kind) || is_size)
            continue;
        *initialiser = kid;
        return true;
    }
    return false;
}

static void initialise_member(struct lower *l, struct place *place, CXCursor expression)
{
    guint depth = scope_depth(l);
    struct loc loc = loc_of(l, expression);
    if (place->type->kind == TYPE_REFERENCE)
        emit_copy(l, place, address_of(l, lower_value(l, expression), loc), loc);
    else
        lower_into(l, expression, place);
    scope_pop_to(l, depth, loc);
}

static void lower_member(struct lower *l, CXCursor field, struct place *object, const struct cursors *written, struct loc loc)
{
    struct place *place = field_place(l, object, field);
    for (uint32_t i = 0; written != NULL && i + 1 < written->count; i++) {
        if (written->items[i].kind != CXCursor_MemberRef ||
            !clang_equalCursors(clang_getCursorReferenced(written->items[i]), field))
            continue;
        initialise_member(l, place, written->items[i + 1]);
        return;
    }
    CXCursor initialiser;
    if (find_member_default(l, field, &initialiser))
        initialise_member(l, place, initialiser);
    else
        initialise_by_default(l, clang_getCursorType(field), place, false, loc);
}

/* A class without a written default constructor: bases' and members' defaults, in place. */
void lower_default_members(struct lower *l, CXCursor constructor, struct place *dst, struct loc loc)
{
    CXCursor pattern = decl_of(l, constructor)->cursor;
    CXCursor record = clang_getCursorDefinition(clang_getCursorSemanticParent(pattern));
    struct instr *instr = body_append(l->context->body, OP_INIT, loc);
    instr->dst = dst;
    instr->type = dst->type;
    if (cx_is_null(record) || decl_of(l, record)->is_system || dst->type->kind == TYPE_ARRAY)
        return;
    struct cursors kids = children_of(l, record);
    struct context *c = l->context;
    struct type *outer_type = c->this_type;
    struct place *outer_self = c->self;
    c->self = dst; /* default initialisers may name other members */
    c->this_type = dst->type;
    for (uint32_t i = 0; i < kids.count; i++) {
        if (kids.items[i].kind == CXCursor_CXXBaseSpecifier)
            initialise_by_default(l, clang_getCursorType(kids.items[i]), dst, true, loc);
        else if (kids.items[i].kind == CXCursor_FieldDecl)
            lower_member(l, kids.items[i], dst, NULL, loc);
    }
    c->self = outer_self;
    c->this_type = outer_type;
}

/* --- constructors ----------------------------------------------------------------------------------------------------- */

/* The call that constructs base `type`, or the delegated constructor, among a constructor's children. */
static bool find_base_call(struct lower *l, const struct cursors *kids, const struct type *type, CXCursor *call)
{
    for (uint32_t i = 0; i < kids->count; i++) {
        bool is_member = i > 0 && kids->items[i - 1].kind == CXCursor_MemberRef;
        if (is_member || !clang_isExpression(kids->items[i].kind) || type_of(l, kids->items[i])->record != type->record)
            continue;
        *call = kids->items[i];
        return true;
    }
    return false;
}

static void push_part(struct lower *l, struct place *place, CXType type, CXCursor at, bool is_base, bool only_unwind)
{
    struct call *call = destructor_call(l, type, place);
    if (call == NULL)
        return;
    scope_push_end(l, place, call, at);
    struct cleanup *entry = &g_array_index(l->context->cleanups, struct cleanup, l->context->cleanups->len - 1);
    entry->is_base = is_base;
    entry->only_unwind = only_unwind;
    if (is_base)
        call->receiver = address_of(l, operand_place(place), entry->loc);
}

void lower_member_initialisers(struct lower *l, CXCursor constructor)
{
    struct loc loc = loc_of(l, constructor);
    CXCursor record = clang_getCursorDefinition(clang_getCursorSemanticParent(constructor));
    if (cx_is_null(record))
        return;
    struct cursors written = children_of(l, constructor), kids = children_of(l, record);
    struct place *self = self_place(l, loc);
    CXCursor call;
    if (find_base_call(l, &written, l->context->this_type, &call)) { /* delegates: everything is done there */
        lower_expression(l, call, (struct want){.into = self});
        return;
    }
    for (uint32_t i = 0; i < kids.count; i++) {
        CXCursor kid = kids.items[i];
        if (kid.kind == CXCursor_CXXBaseSpecifier) {
            CXType type = clang_getCursorType(kid);
            if (find_base_call(l, &written, lower_type(l, type), &call))
                lower_expression(l, call, (struct want){.into = self});
            else
                initialise_by_default(l, type, self, true, loc);
            push_part(l, self, type, kid, true, true);
        } else if (kid.kind == CXCursor_FieldDecl) {
            lower_member(l, kid, self, &written, loc);
            push_part(l, field_place(l, self, kid), clang_getCursorType(kid), kid, false, true);
        }
    }
}

/* --- destructors ------------------------------------------------------------------------------------------------------ */

/* What follows a destructor's body, on every way out: due from its beginning. */
static void push_parts(struct lower *l, CXCursor record, struct loc loc)
{
    struct cursors kids = children_of(l, record);
    struct place *self = self_place(l, loc);
    for (uint32_t i = 0; i < kids.count; i++)
        if (kids.items[i].kind == CXCursor_CXXBaseSpecifier)
            push_part(l, self, clang_getCursorType(kids.items[i]), kids.items[i], true, false);
    for (uint32_t i = 0; i < kids.count; i++)
        if (kids.items[i].kind == CXCursor_FieldDecl)
            push_part(l, field_place(l, self, kids.items[i]), clang_getCursorType(kids.items[i]), kids.items[i], false, false);
}

void lower_destructor_begin(struct lower *l, CXCursor destructor)
{
    CXCursor record = clang_getCursorDefinition(clang_getCursorSemanticParent(destructor));
    if (!cx_is_null(record) && clang_getCursorSemanticParent(destructor).kind != CXCursor_UnionDecl)
        push_parts(l, record, loc_of(l, destructor));
}

static bool has_parts_to_end(struct lower *l, const struct cursors *kids)
{
    for (uint32_t i = 0; i < kids->count; i++)
        if ((kids->items[i].kind == CXCursor_CXXBaseSpecifier || kids->items[i].kind == CXCursor_FieldDecl) &&
            (type_needs_end(l, clang_getCursorType(kids->items[i])) ||
             (kids->items[i].kind == CXCursor_CXXBaseSpecifier &&
              type_has_virtual_destructor(l, clang_getCursorType(kids->items[i])))))
            return true;
    return false;
}

/* Keeps the children in the unit's arena: a base's destructor may be lowered on the way, which empties the scratch arena. */
static void note_base_destructors(struct lower *l, CXCursor record, struct function *function)
{
    struct cursors kids = children_of(l, record);
    kids.items = arena_copy(l->arena, kids.items, sizeof *kids.items * kids.count);
    function->overrides = arena_new_array(l->arena, const char *, kids.count);
    for (uint32_t i = 0; i < kids.count; i++) {
        if (kids.items[i].kind != CXCursor_CXXBaseSpecifier)
            continue;
        struct call *call = destructor_call(l, clang_getCursorType(kids.items[i]), NULL);
        if (call == NULL || call->callee == NULL || !(call->flags & CALL_VIRTUAL))
            continue;
        function->overrides[function->override_count++] = call->callee;
        function->flags |= FUNCTION_VIRTUAL;
    }
}

const char *make_implicit_destructor(struct lower *l, CXCursor record)
{
    CXCursor definition = clang_getCursorDefinition(record);
    if (cx_is_null(definition) || definition.kind == CXCursor_UnionDecl || definition.kind == CXCursor_LambdaExpr)
        return NULL;
    const struct decl_info *info = decl_of(l, definition);
    const char *id = intern_printf(l->strings, "%s@F@~%s#", info->id, info->member);
    if (g_hash_table_contains(l->implicit, id))
        return id;
    struct cursors kids = children_of(l, definition);
    if (info->is_system || g_hash_table_contains(l->closures, cx_decl_key(definition)) || !has_parts_to_end(l, &kids))
        return NULL;
    g_hash_table_add(l->implicit, (gpointer)id);
    struct function *function = arena_new_item(l->arena, struct function);
    function->id = id;
    function->name = function->display = intern_printf(l->strings, "%s::~%s", info->name, info->member);
    function->loc = function->end = info->loc;
    function->result = l->void_type;
    function->record = info->id;
    function->flags = FUNCTION_IMPLICIT | FUNCTION_METHOD | FUNCTION_DESTRUCTOR | FUNCTION_INLINE | FUNCTION_NOTHROW;
    note_base_destructors(l, definition, function);
    context_push(l, function)->this_type = type_of_record(l, definition);
    push_parts(l, definition, function->loc);
    scope_pop_to(l, 0, function->loc);
    body_terminate(l->context->body, TERM_RETURN, NULL, 0, function->loc);
    context_pop(l, true);
    return id;
}

const char *closure_of_call_operator(struct lower *l, CXCursor method)
{
    if (method.kind != CXCursor_CXXMethod && method.kind != CXCursor_FunctionTemplate)
        return NULL;
    return g_hash_table_lookup(l->closures, cx_decl_key(clang_getCursorSemanticParent(method)));
}

bool cursor_is_in_template(CXCursor cursor)
{
    CXCursor parent = clang_getCursorSemanticParent(cursor);
    while (parent.kind == CXCursor_ClassDecl || parent.kind == CXCursor_StructDecl)
        parent = clang_getCursorSemanticParent(parent);
    return parent.kind == CXCursor_ClassTemplate || parent.kind == CXCursor_ClassTemplatePartialSpecialization;
}
