/* lower_decl.c: what stands at the top level of a file: functions, variables, records, and what nests them. Only project code
 * gives functions and full records; of system headers only what project code uses, and only what it is called. */
#include "frontend/lower.h"

/* --- functions: flags and declarations -----------------------------------------------------------------------------------------
 */

static const char *const noreturn_names[] = {
    "exit",
    "_exit",
    "_Exit",
    "abort",
    "quick_exit",
    "longjmp",
    "siglongjmp",
    "__assert_fail",
    "__assert",
    "__assert_perror_fail",
    "err",
    "errx",
    "verr",
    "verrx",
    "pthread_exit",
    "std::terminate",
    "std::exit",
    "std::abort",
    "std::quick_exit",
    "std::_Exit",
    "g_assertion_message",
    "g_assertion_message_expr",
    "g_abort",
    "std::rethrow_exception",
    "std::unexpected",
};

/* Whether a word like `noreturn` stands among the specifiers before the name. */
static bool specifiers_say_noreturn(struct lower *l, CXCursor cursor)
{
    enum { FARTHEST = 200 };
    CXFile file;
    unsigned offset;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    if (file == NULL)
        return false;
    struct file_info *info = file_of(l, file);
    if (info->text == NULL)
        info->text = clang_getFileContents(l->unit, file, &info->length);
    if (info->text == NULL || offset > info->length)
        return false;
    unsigned from = offset;
    while (from > 0 && offset - from < FARTHEST && strchr(";{}", info->text[from - 1]) == NULL)
        from--;
    char *before = g_ascii_strdown(info->text + from, (gssize)(offset - from));
    bool found = strstr(before, "noreturn") != NULL || strstr(before, "no_return") != NULL;
    g_free(before);
    return found;
}

static bool is_noreturn(struct lower *l, CXCursor cursor, const char *name)
{
    CXType type = clang_getCursorType(cursor);
    if (clang_getResultType(type).kind != CXType_Void && clang_getCanonicalType(clang_getResultType(type)).kind != CXType_Void)
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(noreturn_names); i++)
        if (strcmp(noreturn_names[i], name) == 0)
            return true;
    if (g_str_has_prefix(name, "std::__throw_"))
        return true;
    CXString spelling = clang_getTypeSpelling(type);
    const char *text = clang_getCString(spelling);
    bool found = text != NULL && strstr(text, "noreturn") != NULL;
    clang_disposeString(spelling);
    return found || specifiers_say_noreturn(l, cursor) || specifiers_say_noreturn(l, clang_getCanonicalCursor(cursor));
}

static bool is_nothrow(struct lower *l, CXCursor cursor, const char *id)
{
    if (!l->module->is_cxx || strchr(id, '#') == NULL) /* C linkage: no parameters in the USR */
        return cursor.kind == CXCursor_FunctionDecl;
    switch (clang_getCursorExceptionSpecificationType(cursor)) {
    case CXCursor_ExceptionSpecificationKind_DynamicNone:
    case CXCursor_ExceptionSpecificationKind_BasicNoexcept:
    case CXCursor_ExceptionSpecificationKind_NoThrow:
        return true;
    default:
        return cursor.kind == CXCursor_Destructor;
    }
}

/* __attribute__((weak)) void f(void); void f(void) __attribute__((weak)); */
static bool is_weak(struct lower *l, CXCursor cursor)
{
    if (!clang_Cursor_hasAttrs(cursor))
        return false;
    struct cursors kids = children_of(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++) {
        unsigned from;
        size_t length;
        const char *text = kids.items[i].kind == CXCursor_UnexposedAttr ? text_at(l, kids.items[i], &from, &length) : NULL;
        if (text != NULL && from + 4 <= length && strncmp(text + from + strspn(text + from, "_"), "weak", 4) == 0)
            return true;
    }
    return false;
}

uint32_t function_flags_of(struct lower *l, CXCursor cursor)
{
    const struct decl_info *info = decl_of(l, cursor);
    uint32_t flags = 0;
    enum CXCursorKind kind = cursor.kind;
    bool is_template = kind == CXCursor_FunctionTemplate;
    if (is_template)
        kind = clang_getTemplateCursorKind(cursor);
    if (info->is_internal)
        flags |= FUNCTION_INTERNAL;
    bool is_member = kind == CXCursor_CXXMethod || kind == CXCursor_Constructor || kind == CXCursor_Destructor ||
                     kind == CXCursor_ConversionFunction;
    if (is_member && !clang_CXXMethod_isStatic(cursor))
        flags |= FUNCTION_METHOD;
    if (kind == CXCursor_Constructor)
        flags |= FUNCTION_CONSTRUCTOR;
    if (kind == CXCursor_Destructor)
        flags |= FUNCTION_DESTRUCTOR;
    if (is_member && clang_CXXMethod_isVirtual(cursor))
        flags |= FUNCTION_VIRTUAL;
    if (is_member && clang_getCXXAccessSpecifier(cursor) == CX_CXXPrivate)
        flags |= FUNCTION_PRIVATE;
    if (is_template)
        flags |= FUNCTION_TEMPLATE;
    if (clang_Cursor_isFunctionInlined(cursor) || is_template)
        flags |= FUNCTION_INLINE;
    if (clang_isFunctionTypeVariadic(clang_getCursorType(cursor)))
        flags |= FUNCTION_VARIADIC;
    if (is_nothrow(l, cursor, info->id))
        flags |= FUNCTION_NOTHROW;
    if (is_noreturn(l, cursor, info->name))
        flags |= FUNCTION_NORETURN;
    if (is_weak(l, cursor))
        flags |= FUNCTION_WEAK;
    return flags;
}

static const char *record_around(struct lower *l, CXCursor cursor)
{
    CXCursor parent = clang_getCursorSemanticParent(cursor);
    switch ((int)parent.kind) {
    case CXCursor_ClassDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization:
        return decl_of(l, parent)->id;
    default:
        return NULL;
    }
}

const char *note_function(struct lower *l, CXCursor cursor)
{
    const struct decl_info *info = decl_of(l, cursor);
    const char *closure = closure_of_call_operator(l, cursor);
    if (closure != NULL)
        return closure;
    if (g_hash_table_contains(l->builder->declaration_ids, info->id))
        return info->id;
    struct declaration declaration = {.id = info->id,
                                      .name = info->name,
                                      .flags = function_flags_of(l, info->cursor),
                                      .is_system = info->is_system,
                                      .record = record_around(l, info->cursor),
                                      .loc = info->loc};
    builder_add_declaration(l->builder, &declaration);
    return info->id;
}

/* --- function bodies -------------------------------------------------------------------------------------------------- */

void lower_parameters(struct lower *l, const struct cursors *kids, struct function *function)
{
    for (uint32_t i = 0; i < kids->count; i++)
        function->param_count += kids->items[i].kind == CXCursor_ParmDecl;
    if (function->param_count == 0)
        return;
    function->params = arena_new_array(l->arena, struct local, function->param_count);
    uint32_t next = 0;
    for (uint32_t i = 0; i < kids->count; i++) {
        CXCursor cursor = kids->items[i];
        if (cursor.kind != CXCursor_ParmDecl)
            continue;
        const char *name = cx_intern(l->strings, clang_getCursorSpelling(cursor));
        struct type *type = type_of(l, cursor);
        function->params[next] =
            (struct local){.name = name != NULL && name[0] != '\0' ? name : NULL, .type = type, .loc = loc_of(l, cursor)};
        struct place *place = place_root(l->arena, ROOT_PARAM, next, type);
        g_hash_table_insert(l->context->variables, (gpointer)cx_decl_key(cursor), place);
        next++;
    }
}

static void note_overrides(struct lower *l, CXCursor cursor, struct function *function)
{
    CXCursor *overridden = NULL;
    unsigned count = 0;
    clang_getOverriddenCursors(cursor, &overridden, &count);
    if (count > 0)
        function->overrides = arena_new_array(l->arena, const char *, count);
    for (unsigned i = 0; i < count; i++)
        function->overrides[function->override_count++] = note_function(l, overridden[i]);
    if (overridden != NULL)
        clang_disposeOverriddenCursors(overridden);
}

static CXCursor body_of(const struct cursors *kids)
{
    for (uint32_t i = kids->count; i > 0; i--)
        if (clang_isStatement(kids->items[i - 1].kind))
            return kids->items[i - 1];
    return clang_getNullCursor();
}

static struct function *function_new(struct lower *l, CXCursor cursor)
{
    const struct decl_info *info = decl_of(l, cursor);
    struct function *function = arena_new_item(l->arena, struct function);
    *function = (struct function){.id = info->id, .name = info->name, .display = info->name, .loc = info->loc};
    CXSourceRange extent = clang_getCursorExtent(cursor);
    function->loc = loc_of(l, cursor);
    function->end = loc_at(l, clang_getRangeEnd(extent));
    function->flags = function_flags_of(l, cursor);
    function->record = record_around(l, cursor);
    function->result = lower_type(l, clang_getResultType(clang_getCursorType(cursor)));
    note_overrides(l, cursor, function);
    if (function->override_count > 0)
        function->flags |= FUNCTION_VIRTUAL;
    return function;
}

static void lower_body(struct lower *l, CXCursor cursor, CXCursor body)
{
    struct context *c = l->context;
    if (c->function->flags & FUNCTION_CONSTRUCTOR)
        lower_member_initialisers(l, cursor);
    if (c->function->flags & FUNCTION_DESTRUCTOR)
        lower_destructor_begin(l, cursor);
    lower_statement(l, body);
    if (body_is_open(c->body)) {
        scope_pop_to(l, 0, c->function->end);
        body_terminate(c->body, TERM_RETURN, NULL, 0, c->function->end);
    }
}

void lower_function(struct lower *l, CXCursor cursor)
{
    if (!clang_isCursorDefinition(cursor) || builder_has_function(l->builder, decl_of(l, cursor)->id))
        return;
    bool is_copy = cursor.kind == CXCursor_Constructor || cursor.kind == CXCursor_CXXMethod;
    if (is_copy && clang_CXXMethod_isDefaulted(cursor))
        return; /* calls of it are copies and moves */
    struct cursors kids = children_of(l, cursor);
    CXCursor body = body_of(&kids);
    if (cx_is_null(body))
        return; /* = default, = delete; or skipped by libclang */
    struct function *function = function_new(l, cursor);
    if (l->context != NULL)
        function->parent = l->context->function->id;
    struct context *c = context_push(l, function);
    if (function->flags & FUNCTION_METHOD)
        c->this_type = type_of_record(l, clang_getCursorSemanticParent(cursor));
    bool outer = l->in_template;
    l->in_template = outer || cursor.kind == CXCursor_FunctionTemplate || cursor_is_in_template(cursor);
    lower_parameters(l, &kids, function);
    lower_body(l, cursor, body);
    l->in_template = outer;
    if (function->end.line >= function->loc.line)
        l->module->lines += function->end.line - function->loc.line + 1;
    context_pop(l, true);
}

/* --- variables -------------------------------------------------------------------------------------------------------- */

static enum storage storage_of(struct lower *l, CXCursor cursor)
{
    if (clang_getCursorTLSKind(cursor) != CXTLS_None)
        return STORAGE_THREAD;
    if (record_around(l, cursor) != NULL)
        return STORAGE_MEMBER;
    enum CXLinkageKind linkage = clang_getCursorLinkage(cursor);
    if (linkage == CXLinkage_NoLinkage)
        return STORAGE_LOCAL_STATIC;
    return linkage == CXLinkage_Internal || linkage == CXLinkage_UniqueExternal ? STORAGE_INTERNAL : STORAGE_GLOBAL;
}

struct place *static_place(struct lower *l, CXCursor declaration)
{
    const struct decl_info *info = decl_of(l, declaration);
    struct type *type = type_of(l, declaration);
    if (!builder_has_variable(l->builder, info->id)) {
        struct variable variable = {.id = info->id, .name = info->name, .type = type, .loc = info->loc};
        variable.storage = storage_of(l, declaration);
        variable.is_defined = !info->is_system && !cx_is_null(clang_getSpecializedCursorTemplate(declaration));
        builder_add_variable(l->builder, &variable);
    }
    return place_static(l->arena, info->id, type);
}

/* The initialiser's code is a function of its own: it runs before main, or at first use. */
static void lower_initialiser(struct lower *l, CXCursor initialiser, struct variable *variable)
{
    struct function *function = arena_new_item(l->arena, struct function);
    function->id = intern_printf(l->strings, "init:%s", variable->id);
    function->name = function->display = intern_printf(l->strings, "init:%s", variable->name);
    function->loc = function->end = variable->loc;
    function->result = l->void_type;
    function->flags = FUNCTION_INTERNAL;
    function->parent = variable->function;
    context_push(l, function)->is_static_value = true;
    lower_static_value(l, initialiser, variable);
    if (!body_is_untouched(l->context->body))
        scope_forget_to(l, 0);
    context_pop(l, !body_is_untouched(l->context->body));
}

static bool is_definition(CXCursor cursor, bool is_cxx)
{
    if (clang_isCursorDefinition(cursor))
        return true;
    return !is_cxx && clang_Cursor_getStorageClass(cursor) != CX_SC_Extern; /* tentative: int x; */
}

void lower_static_variable(struct lower *l, CXCursor cursor, enum storage storage, const char *function)
{
    const struct decl_info *info = decl_of(l, cursor);
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(cursor);
    struct variable variable = {.id = info->id, .name = info->name, .type = type_of(l, cursor), .loc = loc_of(l, cursor)};
    variable.storage = storage;
    variable.function = function;
    variable.is_defined = storage == STORAGE_LOCAL_STATIC || !cx_is_null(initialiser) || is_definition(cursor, l->module->is_cxx);
    if (!variable.is_defined)
        return;                                  /* noted when it is used */
    builder_add_variable(l->builder, &variable); /* the initialiser may name it */
    if (cx_is_null(initialiser))
        return;
    lower_initialiser(l, initialiser, &variable);
    builder_add_variable(l->builder, &variable);
}

/* --- records ---------------------------------------------------------------------------------------------------------- */

static void add_field(struct lower *l, GArray *fields, CXCursor cursor)
{
    struct field field = {
        .name = cx_intern(l->strings, clang_getCursorSpelling(cursor)), .type = type_of(l, cursor), .loc = loc_of(l, cursor)};
    if (field.name != NULL && field.name[0] != '\0' && strchr(field.name, '(') == NULL)
        g_array_append_val(fields, field);
}

static void gather_members(struct lower *l, CXCursor record, GArray *fields, GArray *bases, const char **destructor)
{
    struct cursors kids = children_of(l, record);
    for (uint32_t i = 0; i < kids.count; i++) {
        CXCursor kid = kids.items[i];
        if (kid.kind == CXCursor_FieldDecl) {
            add_field(l, fields, kid);
        } else if (kid.kind == CXCursor_CXXBaseSpecifier) {
            struct base base = {.type = type_of(l, kid)};
            base.record = base.type->record;
            g_array_append_val(bases, base);
        } else if (kid.kind == CXCursor_Destructor) {
            *destructor = decl_of(l, kid)->id;
        } else if (clang_Cursor_isAnonymousRecordDecl(kid)) {
            gather_members(l, kid, fields, bases, destructor);
        }
    }
}

static uint32_t record_flags_of(CXCursor cursor, bool is_system)
{
    uint32_t flags = is_system ? RECORD_SYSTEM : 0;
    if (cursor.kind == CXCursor_UnionDecl)
        flags |= RECORD_UNION;
    if (cursor.kind == CXCursor_ClassTemplate || cursor.kind == CXCursor_ClassTemplatePartialSpecialization)
        flags |= RECORD_TEMPLATE;
    if (clang_Cursor_isAnonymous(cursor))
        flags |= RECORD_ANONYMOUS;
    return flags;
}

static bool has_virtual(const struct cursors *kids)
{
    for (uint32_t i = 0; i < kids->count; i++)
        if ((kids->items[i].kind == CXCursor_CXXMethod || kids->items[i].kind == CXCursor_Destructor) &&
            clang_CXXMethod_isVirtual(kids->items[i]))
            return true;
    return false;
}

static void *settle(struct arena *arena, GArray *array, size_t item)
{
    void *data = array->len > 0 ? arena_copy(arena, array->data, item * array->len) : NULL;
    g_array_free(array, TRUE);
    return data;
}

static void describe_record(struct lower *l, CXCursor cursor)
{
    const struct decl_info *info = decl_of(l, cursor);
    struct record record = {
        .id = info->id, .name = info->name, .loc = info->loc, .flags = record_flags_of(cursor, info->is_system)};
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(struct field)), *bases = g_array_new(FALSE, FALSE, sizeof(struct base));
    gather_members(l, cursor, fields, bases, &record.destructor);
    if (info->is_system)
        g_array_set_size(fields, 0); /* models speak for them */
    struct cursors kids = children_of(l, cursor);
    if (l->module->is_cxx && has_virtual(&kids))
        record.flags |= RECORD_POLYMORPHIC;
    record.field_count = fields->len;
    record.base_count = bases->len;
    record.fields = settle(l->arena, fields, sizeof(struct field));
    record.bases = settle(l->arena, bases, sizeof(struct base));
    if (record.destructor == NULL && !info->is_system && l->module->is_cxx)
        record.destructor = make_implicit_destructor(l, cursor);
    builder_add_record(l->builder, &record);
}

static void lower_each(struct lower *l, CXCursor cursor)
{
    struct cursors kids = children_of(l, cursor);
    CXCursor *items = g_memdup2(kids.items, sizeof *items * kids.count); /* scratch is reset after each function */
    for (uint32_t i = 0; i < kids.count; i++)
        if (clang_isDeclaration(items[i].kind) && items[i].kind != CXCursor_FieldDecl)
            lower_declaration(l, items[i]);
    g_free(items);
}

void lower_record(struct lower *l, CXCursor cursor)
{
    if (!clang_isCursorDefinition(cursor) || builder_has_record(l->builder, decl_of(l, cursor)->id))
        return;
    if (!clang_Cursor_isAnonymousRecordDecl(cursor))
        describe_record(l, cursor);
    lower_each(l, cursor); /* methods, nested classes, static members */
}

/* --- dispatch --------------------------------------------------------------------------------------------------------- */

void lower_declaration(struct lower *l, CXCursor cursor)
{
    switch ((int)cursor.kind) {
    case CXCursor_FunctionDecl:
    case CXCursor_CXXMethod:
    case CXCursor_Constructor:
    case CXCursor_Destructor:
    case CXCursor_ConversionFunction:
    case CXCursor_FunctionTemplate:
        lower_function(l, cursor);
        break;
    case CXCursor_VarDecl:
        lower_static_variable(l, cursor, storage_of(l, cursor), NULL);
        break;
    case CXCursor_StructDecl:
    case CXCursor_ClassDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization:
        lower_record(l, cursor);
        break;
    case CXCursor_Namespace:
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
    case CXCursor_FriendDecl:
        lower_each(l, cursor);
        break;
    default: /* typedefs, enumerations, using, static_assert: nothing runs */
        break;
    }
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lower *l = data;
    if (clang_isPreprocessing(cursor.kind) || clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)))
        return CXChildVisit_Continue;
    l->module->cursors_visited++;
    lower_declaration(l, cursor);
    if (l->context == NULL)
        arena_reset(l->scratch);
    return CXChildVisit_Continue;
}

void lower_top_level(struct lower *l)
{
    macros_collect(l);
    clang_visitChildren(clang_getTranslationUnitCursor(l->unit), visit_top, l);
    for (guint i = 0; i < l->system_records->len; i++) { /* grows while it runs: bases */
        CXCursor record = g_array_index(l->system_records, CXCursor, i);
        CXCursor definition = clang_getCursorDefinition(record);
        describe_record(l, cx_is_null(definition) ? record : definition);
    }
    g_hash_table_remove_all(l->implicit);
}
