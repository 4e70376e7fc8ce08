/* lower_type.c: types and names.
 *
 * Types are canonical. A specialisation carries its template's id and name and the arguments that are types:
 * `std::shared_ptr<_NonArray<Conn>>` in the source is `std::shared_ptr<Conn>` here. */
#include "frontend/lower.h"

static bool is_scope(enum CXCursorKind kind)
{
    return kind == CXCursor_Namespace || kind == CXCursor_ClassDecl || kind == CXCursor_StructDecl ||
           kind == CXCursor_UnionDecl || kind == CXCursor_ClassTemplate || kind == CXCursor_ClassTemplatePartialSpecialization ||
           kind == CXCursor_EnumDecl;
}

static bool is_unnamed(CXCursor cursor)
{
    return clang_Cursor_isAnonymous(cursor) || clang_Cursor_isAnonymousRecordDecl(cursor);
}

static const char *plain_name(struct lower *l, CXCursor cursor)
{
    const char *name = cx_intern(l->strings, clang_getCursorSpelling(cursor));
    if (name != NULL && g_str_has_prefix(name, "(lambda"))
        return intern(l->strings, "lambda");
    if (is_scope(cursor.kind) && is_unnamed(cursor))
        return intern(l->strings, cursor.kind == CXCursor_Namespace ? "(anonymous)" : "(unnamed)");
    if (name == NULL)
        return intern(l->strings, "");
    const char *angle = strchr(name, '<');
    bool is_class_member = cursor.kind == CXCursor_Constructor || cursor.kind == CXCursor_Destructor;
    if (is_class_member && angle != NULL && angle != name) /* constructor of a template: "vector<T>" */
        return intern_bytes(l->strings, name, (size_t)(angle - name));
    if (is_scope(cursor.kind) && strchr(name, '(') != NULL)
        return intern(l->strings, "(unnamed)");
    return name;
}

const char *qualified_name(struct lower *l, CXCursor cursor)
{
    const char *name = plain_name(l, cursor);
    CXCursor parent = clang_getCursorSemanticParent(cursor);
    while (!cx_is_null(parent) && (parent.kind == CXCursor_LinkageSpec || parent.kind == CXCursor_UnexposedDecl ||
                                   (parent.kind == CXCursor_Namespace && clang_Cursor_isInlineNamespace(parent))))
        parent = clang_getCursorSemanticParent(parent);
    if (cx_is_null(parent) || !is_scope(parent.kind))
        return name;
    const char *outer = parent.kind == CXCursor_Namespace ? qualified_name(l, parent) : decl_of(l, parent)->name;
    return intern_printf(l->strings, "%s::%s", outer, name);
}

/* Internal linkage, or an entity of a function or an unnamed scope: its USR alone may be another's in another file. */
static bool needs_path(CXCursor cursor)
{
    enum CXLinkageKind linkage = clang_getCursorLinkage(cursor);
    if (linkage == CXLinkage_Internal || linkage == CXLinkage_UniqueExternal)
        return true;
    if (linkage == CXLinkage_NoLinkage && cursor.kind == CXCursor_VarDecl)
        return true;
    return false;
}

/* Unnamed records and local ones have offsets in their USRs ("c:@S@s@S@a.c@75"). */
static bool usr_is_local(const char *usr)
{
    return usr[0] == 'c' && usr[1] == ':' && usr[2] != '@';
}

/* A record of C that this unit's own file defines: other files may have quite another of that name ("struct impl"). */
static bool is_own_record(struct lower *l, CXCursor cursor)
{
    if (l->module->is_cxx || (cursor.kind != CXCursor_StructDecl && cursor.kind != CXCursor_UnionDecl))
        return false;
    CXCursor definition = clang_getCursorDefinition(cursor);
    return !cx_is_null(definition) && g_strcmp0(loc_of(l, definition).file, l->module->path) == 0;
}

static const char *make_id(struct lower *l, const struct decl_info *info)
{
    const char *usr = cx_intern(l->strings, clang_getCursorUSR(info->cursor));
    if (usr == NULL || usr[0] == '\0')
        usr = intern_printf(l->strings, "@%u:%u", info->loc.line, info->loc.column);
    if (is_own_record(l, info->cursor))
        return intern_printf(l->strings, "%s|%s", l->module->path, usr);
    bool with_path = info->is_internal || usr_is_local(usr) || usr[0] == '@';
    return with_path ? intern_printf(l->strings, "%s|%s", info->loc.file == NULL ? "" : info->loc.file, usr) : usr;
}

const struct decl_info *decl_of(struct lower *l, CXCursor declaration)
{
    struct decl_info *info = g_hash_table_lookup(l->decls, cx_decl_key(declaration));
    if (info != NULL)
        return info;
    info = arena_new_item(l->arena, struct decl_info);
    g_hash_table_insert(l->decls, (gpointer)cx_decl_key(declaration), info);
    CXCursor pattern = clang_getSpecializedCursorTemplate(declaration);
    bool is_static = declaration.kind == CXCursor_VarDecl; /* statics of templates: one for each specialisation */
    info->cursor = cx_is_null(pattern) || is_static ? declaration : pattern;
    info->loc = loc_of(l, info->cursor);
    info->is_system = info->loc.file == NULL || clang_Location_isInSystemHeader(clang_getCursorLocation(info->cursor));
    info->is_internal = needs_path(info->cursor);
    info->id = make_id(l, info);
    info->member = plain_name(l, info->cursor);
    info->name = info->member;
    info->name = qualified_name(l, info->cursor);
    return info;
}

/* --- types ------------------------------------------------------------------------------------------------------------ */

static struct type *make(struct lower *l, struct type shape)
{
    return builder_type(l->builder, &shape);
}

static void fill_arguments(struct lower *l, CXType type, struct type *shape)
{
    int count = clang_Type_getNumTemplateArguments(type);
    if (count <= 0)
        return;
    shape->args = arena_new_array(l->arena, struct type *, count);
    for (int i = 0; i < count; i++) {
        CXType argument = clang_Type_getTemplateArgumentAsType(type, (unsigned)i);
        if (argument.kind != CXType_Invalid)
            shape->args[shape->arg_count++] = lower_type(l, argument);
    }
}

static struct type *record_type(struct lower *l, CXType type, CXCursor declaration, bool is_const)
{
    const struct decl_info *info = decl_of(l, declaration);
    if (info->is_system && g_hash_table_add(l->system_seen, (gpointer)info->id))
        g_array_append_val(l->system_records, info->cursor);
    struct type shape = {.kind = TYPE_RECORD, .is_const = is_const, .name = info->name, .record = info->id};
    fill_arguments(l, type, &shape);
    return make(l, shape);
}

struct type *type_of_record(struct lower *l, CXCursor declaration)
{
    CXType type = clang_getCursorType(declaration);
    if (type.kind == CXType_Record)
        return lower_type(l, type);
    const struct decl_info *info = decl_of(l, declaration);
    return make(l, (struct type){.kind = TYPE_RECORD, .name = info->name, .record = info->id});
}

/* `T`, `std::vector<T>` inside a template: libclang leaves such types unexposed; the spelling is all there is. */
static struct type *spelled_type(struct lower *l, CXType type, bool is_const)
{
    CXCursor declaration = clang_getTypeDeclaration(type);
    if (!cx_is_null(declaration) && declaration.kind != CXCursor_NoDeclFound && is_scope(declaration.kind))
        return record_type(l, type, declaration, is_const);
    if (!cx_is_null(declaration) && declaration.kind == CXCursor_ClassTemplate)
        return record_type(l, type, declaration, is_const);
    return make(l, (struct type){.kind = TYPE_UNKNOWN, .name = cx_intern(l->strings, clang_getTypeSpelling(type))});
}

static struct type *function_type(struct lower *l, CXType type)
{
    struct type shape = {.kind = TYPE_FUNCTION, .target = lower_type(l, clang_getResultType(type))};
    int count = clang_getNumArgTypes(type);
    if (count > 0)
        shape.args = arena_new_array(l->arena, struct type *, count);
    for (int i = 0; i < count; i++)
        shape.args[shape.arg_count++] = lower_type(l, clang_getArgType(type, (unsigned)i));
    return make(l, shape);
}

static enum type_kind scalar_kind(enum CXTypeKind kind)
{
    if (kind == CXType_Void)
        return TYPE_VOID;
    if (kind == CXType_Bool)
        return TYPE_BOOL;
    if ((kind >= CXType_Char_U && kind <= CXType_Int128) || kind == CXType_Enum)
        return TYPE_INTEGER;
    if ((kind >= CXType_Float && kind <= CXType_LongDouble) || kind == CXType_Float128 || kind == CXType_Half ||
        kind == CXType_Float16)
        return TYPE_FLOAT;
    return TYPE_UNKNOWN;
}

static struct type *scalar_type(struct lower *l, CXType type, bool is_const)
{
    struct type shape = {.kind = scalar_kind(type.kind), .is_const = is_const};
    if (type.kind == CXType_Enum)
        shape.name = decl_of(l, clang_getTypeDeclaration(type))->name;
    else
        shape.name = cx_intern(l->strings, clang_getTypeSpelling(cx_unqualified(type)));
    return make(l, shape);
}

static struct type *compute_type(struct lower *l, CXType type)
{
    bool is_const = clang_isConstQualifiedType(type);
    switch ((int)type.kind) {
    case CXType_Invalid:
        return l->unknown;
    case CXType_Pointer:
    case CXType_BlockPointer:
        return make(
            l, (struct type){.kind = TYPE_POINTER, .is_const = is_const, .target = lower_type(l, clang_getPointeeType(type))});
    case CXType_NullPtr:
        return make(l, (struct type){.kind = TYPE_POINTER, .target = l->void_type});
    case CXType_LValueReference:
    case CXType_RValueReference:
        return make(l, (struct type){.kind = TYPE_REFERENCE,
                                     .is_rvalue = type.kind == CXType_RValueReference,
                                     .target = lower_type(l, clang_getPointeeType(type))});
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
    case CXType_DependentSizedArray:
    case CXType_Vector:
    case CXType_ExtVector:
        return make(l, (struct type){.kind = TYPE_ARRAY, .target = lower_type(l, clang_getElementType(type))});
    case CXType_Record:
        return record_type(l, type, clang_getTypeDeclaration(type), is_const);
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return function_type(l, type);
    case CXType_Unexposed:
    case CXType_Auto:
        return spelled_type(l, type, is_const);
    default:
        return scalar_type(l, type, is_const);
    }
}

struct type *lower_type(struct lower *l, CXType type)
{
    struct type *known = g_hash_table_lookup(l->types, cx_type_key(type));
    if (known != NULL)
        return known;
    CXType canonical = clang_getCanonicalType(type);
    known = g_hash_table_lookup(l->types, cx_type_key(canonical));
    if (known == NULL) {
        known = compute_type(l, canonical);
        if (cx_type_key(canonical) != NULL)
            g_hash_table_insert(l->types, (gpointer)cx_type_key(canonical), known);
    }
    if (cx_type_key(type) != NULL)
        g_hash_table_insert(l->types, (gpointer)cx_type_key(type), known);
    return known;
}

struct type *type_of(struct lower *l, CXCursor cursor)
{
    return lower_type(l, clang_getCursorType(cursor));
}

/* Classes that behave like the pointer they hold; their ->, *, get() become SELECT_DEREF. */
bool type_is_smart_pointer(const struct type *type)
{
    if (type == NULL || type->kind != TYPE_RECORD || type->name == NULL)
        return false;
    const char *last = strrchr(type->name, ':');
    last = last == NULL ? type->name : last + 1;
    if (strcmp(last, "unique_lock") == 0 || strcmp(last, "optional") == 0 || g_str_has_suffix(last, "weak_ptr"))
        return false;
    static const char *const exact[] = {"scoped_refptr", "ComPtr", "RefPtr", "Ref", "nsCOMPtr", "intrusive_ptr", "IntrusivePtr"};
    for (guint i = 0; i < G_N_ELEMENTS(exact); i++)
        if (strcmp(last, exact[i]) == 0)
            return true;
    if (last[0] == 'Q' && g_str_has_suffix(last, "Pointer"))
        return true;
    return g_str_has_suffix(last, "_ptr") || g_str_has_suffix(last, "Ptr") || strstr(last, "Ptr_") != NULL;
}
