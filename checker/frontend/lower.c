/* lower.c: the driver: one unit's cursors -> a module. Walks the top level, keeps the contexts of functions, and dispatches
 * cursors by the table cursors.def. What has no row is counted as unlowered. */
#include "frontend/lower.h"

#include "frontend/handlers.h"
#include "frontend/parse.h"

static const struct cursor_row rows[] = {
#define EXPRESSION(kind, handler) [CXCursor_##kind] = {.role = ROLE_EXPRESSION, .expression = handler},
#define STATEMENT(kind, handler) [CXCursor_##kind] = {.role = ROLE_STATEMENT, .statement = handler},
#define THROUGH(kind, reason) [CXCursor_##kind] = {.role = ROLE_THROUGH, .why = reason},
#define IGNORE(kind, reason) [CXCursor_##kind] = {.role = ROLE_IGNORE, .why = reason},
#include "frontend/cursors.def"
#undef EXPRESSION
#undef STATEMENT
#undef THROUGH
#undef IGNORE
};

const struct cursor_row *cursor_row(enum CXCursorKind kind)
{
    static const struct cursor_row unknown = {.role = ROLE_UNKNOWN};
    return (size_t)kind < G_N_ELEMENTS(rows) ? &rows[kind] : &unknown;
}

/* --- cursors and places in files ----------------------------------------------------------------------------------------------
 */

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    g_array_append_val((GArray *)data, cursor);
    return CXChildVisit_Continue;
}

struct cursors children_of(struct lower *l, CXCursor cursor)
{
    guint before = l->cursor_stack->len;
    clang_visitChildren(cursor, collect, l->cursor_stack);
    struct cursors result = {.count = l->cursor_stack->len - before};
    if (result.count > 0)
        result.items = arena_copy(l->scratch, &g_array_index(l->cursor_stack, CXCursor, before), sizeof(CXCursor) * result.count);
    g_array_set_size(l->cursor_stack, before);
    l->module->cursors_visited += result.count;
    return result;
}

struct file_info *file_of(struct lower *l, CXFile file)
{
    if (file == l->last_file && l->last_info != NULL)
        return l->last_info;
    struct file_info *info = g_hash_table_lookup(l->files, file);
    if (info == NULL) {
        info = arena_new_item(l->arena, struct file_info);
        CXString name = clang_getFileName(file);
        if (clang_getCString(name) != NULL)
            info->path = path_below(l->strings, l->input->root, l->input->directory, clang_getCString(name));
        clang_disposeString(name);
        g_hash_table_insert(l->files, file, info);
    }
    l->last_file = file;
    l->last_info = info;
    return info;
}

/* Asking libclang is slow (it searches all files), so the compiler's and the system's own folders are told by their path. */
bool file_is_system(struct lower *l, CXFile file)
{
    struct file_info *info = file_of(l, file);
    if (!info->knows_system) {
        info->knows_system = true;
        info->is_system =
            info->path != NULL && (g_str_has_prefix(info->path, "/usr/") || strstr(info->path, "/lib/clang/") != NULL);
        if (!info->is_system)
            info->is_system = clang_Location_isInSystemHeader(clang_getLocationForOffset(l->unit, file, 0));
    }
    return info->is_system;
}

struct loc loc_at(struct lower *l, CXSourceLocation location)
{
    CXFile file;
    unsigned line, column;
    clang_getExpansionLocation(location, &file, &line, &column, NULL);
    if (file == NULL)
        return (struct loc){0};
    return (struct loc){.file = file_of(l, file)->path, .line = line, .column = column};
}

struct loc loc_of(struct lower *l, CXCursor cursor)
{
    return loc_at(l, clang_getCursorLocation(cursor));
}

unsigned offset_of(CXCursor cursor)
{
    unsigned offset;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL, &offset);
    return offset;
}

void count_unlowered(struct lower *l, CXCursor cursor)
{
    guint kind = (guint)cursor.kind < G_N_ELEMENTS(l->unlowered) ? (guint)cursor.kind : 0;
    if (l->unlowered[kind]++ == 0)
        l->unlowered_at[kind] = loc_of(l, cursor);
}

/* --- functions being lowered ------------------------------------------------------------------------------------------ */

struct context *context_push(struct lower *l, struct function *function)
{
    struct context *c = g_new0(struct context, 1);
    c->parent = l->context;
    c->function = function;
    c->body = body_new(l->builder, function);
    c->variables = g_hash_table_new(NULL, NULL);
    c->labels = g_hash_table_new(NULL, NULL);
    c->cleanups = g_array_new(FALSE, TRUE, sizeof(struct cleanup));
    c->jumps = g_array_new(FALSE, TRUE, sizeof(struct jump));
    c->indirect = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    c->captures = g_array_new(FALSE, TRUE, sizeof(struct capture));
    c->this_capture = -1;
    l->context = c;
    return c;
}

void context_pop(struct lower *l, bool keep)
{
    struct context *c = l->context;
    if (keep) {
        finish_labels(l);
        body_finish(c->body);
        builder_add_function(l->builder, c->function);
    } else {
        body_discard(c->body);
    }
    l->context = c->parent;
    g_hash_table_destroy(c->variables);
    g_hash_table_destroy(c->labels);
    g_array_free(c->cleanups, TRUE);
    g_array_free(c->jumps, TRUE);
    g_array_free(c->indirect, TRUE);
    g_array_free(c->captures, TRUE);
    g_free(c);
    if (l->context == NULL)
        arena_reset(l->scratch);
}

/* --- the unit -----------------------------------------------------------------------------------------------------------------
 */

static void write_unlowered(struct lower *l)
{
    for (guint kind = 0; kind < G_N_ELEMENTS(l->unlowered); kind++) {
        if (l->unlowered[kind] == 0)
            continue;
        struct unlowered row = {.cursor = cx_intern(l->strings, clang_getCursorKindSpelling((enum CXCursorKind)kind)),
                                .count = l->unlowered[kind],
                                .first = l->unlowered_at[kind]};
        g_array_append_val(l->builder->unlowered, row);
    }
}

struct inclusions {
    struct lower *l;
    GHashTable *seen;
};

static void note_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack;
    struct inclusions *in = data;
    const char *path = file_of(in->l, file)->path;
    if (path == NULL || !g_hash_table_add(in->seen, (gpointer)path))
        return;
    struct dependency dependency = {.path = path, .is_system = depth > 0 && file_is_system(in->l, file)};
    g_array_append_val(in->l->builder->dependencies, dependency);
}

static void note_dependencies(struct lower *l)
{
    struct inclusions in = {.l = l, .seen = g_hash_table_new(NULL, NULL)};
    clang_getInclusions(l->unit, note_inclusion, &in);
    g_hash_table_destroy(in.seen);
}

static enum CXChildVisitResult find_language(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    enum CXLanguageKind language = clang_getCursorLanguage(cursor);
    if (language != CXLanguage_CPlusPlus)
        return clang_isPreprocessing(cursor.kind) ? CXChildVisit_Continue : CXChildVisit_Continue;
    *(bool *)data = true;
    return CXChildVisit_Break;
}

/* The language as the driver sees it: the last -x, else the file's suffix. */
static bool is_cxx(const struct frontend_input *input, CXTranslationUnit unit)
{
    const char *language = NULL, *standard = NULL;
    for (guint i = 0; input->arguments != NULL && input->arguments[i] != NULL; i++) {
        const char *a = input->arguments[i];
        if (strcmp(a, "-x") == 0 && input->arguments[i + 1] != NULL)
            language = input->arguments[i + 1];
        else if (g_str_has_prefix(a, "-x"))
            language = a + 2;
        else if (g_str_has_prefix(a, "-std="))
            standard = a + 5;
    }
    if (language != NULL)
        return strstr(language, "++") != NULL;
    if (standard != NULL && strstr(standard, "++") != NULL)
        return true;
    static const char *const suffixes[] = {".cc", ".cpp", ".cxx", ".C", ".c++", ".hpp", ".hh", ".hxx", ".cppm", ".ipp"};
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++)
        if (g_str_has_suffix(input->path, suffixes[i]))
            return true;
    bool found = false;
    if (!g_str_has_suffix(input->path, ".c"))
        clang_visitChildren(clang_getTranslationUnitCursor(unit), find_language, &found);
    return found;
}

static bool has_exceptions(const struct lower *l)
{
    bool on = l->module->is_cxx;
    for (guint i = 0; l->input->arguments != NULL && l->input->arguments[i] != NULL; i++) {
        if (strcmp(l->input->arguments[i], "-fno-exceptions") == 0)
            on = false;
        else if (strcmp(l->input->arguments[i], "-fexceptions") == 0)
            on = true;
    }
    return on;
}

static void start(struct lower *l)
{
    l->scratch = arena_new();
    l->cursor_stack = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    l->types = g_hash_table_new(NULL, NULL);
    l->decls = g_hash_table_new(NULL, NULL);
    l->files = g_hash_table_new(NULL, NULL);
    l->closures = g_hash_table_new(NULL, NULL);
    l->ends = g_hash_table_new(NULL, NULL);
    l->implicit = g_hash_table_new(NULL, NULL);
    l->system_seen = g_hash_table_new(NULL, NULL);
    l->system_records = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    l->unknown = builder_type(l->builder, &(struct type){.kind = TYPE_UNKNOWN, .name = intern(l->strings, "?")});
    l->void_type = builder_type(l->builder, &(struct type){.kind = TYPE_VOID, .name = intern(l->strings, "void")});
    l->int_type = builder_type(l->builder, &(struct type){.kind = TYPE_INTEGER, .name = intern(l->strings, "int")});
    l->bool_type = builder_type(l->builder, &(struct type){.kind = TYPE_BOOL, .name = intern(l->strings, "bool")});
    struct type *character =
        builder_type(l->builder, &(struct type){.kind = TYPE_INTEGER, .is_const = true, .name = intern(l->strings, "char")});
    l->string_type = builder_pointer_to(l->builder, character);
}

static void stop(struct lower *l)
{
    GHashTable *tables[] = {l->types, l->decls, l->files, l->closures, l->ends, l->implicit, l->system_seen};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        g_hash_table_destroy(tables[i]);
    if (l->function_names != NULL)
        g_hash_table_destroy(l->function_names);
    g_array_free(l->cursor_stack, TRUE);
    g_array_free(l->system_records, TRUE);
    arena_free(l->scratch);
}

void lower_unit(CXTranslationUnit unit, const struct frontend_input *input, struct module *module)
{
    struct lower *l = g_new0(struct lower, 1);
    l->input = input;
    l->unit = unit;
    l->module = module;
    l->builder = builder_new(module);
    l->strings = module->strings;
    l->arena = module->arena;
    module->is_cxx = is_cxx(input, unit);
    module->has_exceptions = has_exceptions(l);
    start(l);
    note_dependencies(l);
    lower_top_level(l);
    collect_remarks(l);
    write_unlowered(l);
    builder_finish(l->builder);
    macros_free(l);
    stop(l);
    g_free(l);
}
