/* print.c: the text form of a module, which golden tests hold and `linger dump ir` shows.
 *
 *   function Server::accept(fd: int) -> void [method]  ; server.cpp:12
 *     var c: conn *
 *     b0: unwind b5
 *       t0 = call conn_new(fd)                     ; 13
 *       branch c == null -> b1, b2                 ; 14
 *
 * Symbols are printed by name: ids hold offsets and file names that change with every edit. Left out are declarations, records
 * of system headers (so that a test's small fake header and the real library print alike) and where cfg_prepare() put blocks. */
#include "ir/print.h"

enum { LOC_COLUMN = 60 };

struct flag_name {
    uint32_t flag;
    const char *name;
};

/* clang-format off */
static const struct flag_name function_flag_names[] = {
    {FUNCTION_INTERNAL, "internal"},   {FUNCTION_METHOD, "method"},     {FUNCTION_CONSTRUCTOR, "constructor"},
    {FUNCTION_DESTRUCTOR, "destructor"}, {FUNCTION_VIRTUAL, "virtual"}, {FUNCTION_TEMPLATE, "template"},
    {FUNCTION_CLOSURE, "closure"},     {FUNCTION_NOTHROW, "nothrow"},   {FUNCTION_NORETURN, "noreturn"},
    {FUNCTION_VARIADIC, "variadic"},   {FUNCTION_COROUTINE, "coroutine"}, {FUNCTION_INLINE, "inline"},
    {FUNCTION_PRIVATE, "private"},     {FUNCTION_IMPLICIT, "implicit"}, {FUNCTION_WEAK, "weak"},
    {0, NULL},
};
/* clang-format on */

/* clang-format off */
static const struct flag_name record_flag_names[] = {
    {RECORD_UNION, "union"},         {RECORD_TEMPLATE, "template"}, {RECORD_POLYMORPHIC, "polymorphic"},
    {RECORD_ANONYMOUS, "anonymous"}, {RECORD_SYSTEM, "system"},     {0, NULL},
};
/* clang-format on */

/* clang-format off */
static const char *const storage_names[] = {
    [STORAGE_GLOBAL] = "global", [STORAGE_INTERNAL] = "internal", [STORAGE_LOCAL_STATIC] = "local-static",
    [STORAGE_MEMBER] = "member", [STORAGE_THREAD] = "thread",
};
/* clang-format on */

static const char *const status_names[] = {[MODULE_OK] = "ok", [MODULE_PARTIAL] = "partial", [MODULE_FAILED] = "failed"};

static void print_flags(GString *out, const struct flag_name *names, uint32_t flags)
{
    const char *separator = " [";
    for (; names->name != NULL; names++) {
        if ((flags & names->flag) == 0)
            continue;
        g_string_append_printf(out, "%s%s", separator, names->name);
        separator = " ";
    }
    g_string_append(out, separator[1] == '[' ? "" : "]");
}

static void print_file_line(GString *out, const struct loc *loc)
{
    if (loc->file != NULL)
        g_string_append_printf(out, "  ; %s:%u", loc->file, loc->line);
    g_string_append_c(out, '\n');
}

/* The line alone where the file is the function's. */
static void end_line(GString *out, size_t start, const struct function *function, const struct loc *loc)
{
    if (loc->file != NULL) {
        do
            g_string_append_c(out, ' ');
        while (out->len - start < LOC_COLUMN);
        if (g_strcmp0(loc->file, function->loc.file) == 0)
            g_string_append_printf(out, "; %u", loc->line);
        else
            g_string_append_printf(out, "; %s:%u", loc->file, loc->line);
    }
    g_string_append_c(out, '\n');
}

static void print_block(struct printer *printer, const struct block *block)
{
    GString *out = printer->out;
    g_string_append_printf(out, "  b%u:", block->index);
    if (block->unwind != NO_BLOCK)
        g_string_append_printf(out, " unwind b%u", block->unwind);
    g_string_append_c(out, '\n');
    for (uint32_t i = 0; i < block->instr_count; i++) {
        size_t start = out->len;
        g_string_append(out, "    ");
        print_instr(printer, &block->instrs[i]);
        end_line(out, start, printer->function, &block->instrs[i].loc);
    }
    size_t start = out->len;
    g_string_append(out, "    ");
    print_terminator(printer, &block->term);
    end_line(out, start, printer->function, &block->term.loc);
}

static void print_captures(struct printer *printer)
{
    const struct function *function = printer->function;
    for (uint32_t i = 0; i < function->capture_count; i++) {
        const struct capture *capture = &function->captures[i];
        const char *sign = capture->kind == CAPTURE_REFERENCE ? "&" : capture->kind == CAPTURE_THIS_COPY ? "*" : "";
        g_string_append_printf(printer->out, "  capture %s^%s: ", sign, capture->name != NULL ? capture->name : "?");
        print_type(printer, capture->type);
        g_string_append_c(printer->out, '\n');
    }
}

static void print_function(struct printer *printer, const struct function *function)
{
    GString *out = printer->out;
    printer->function = function;
    g_string_append_printf(out, "function %s(", function->display != NULL ? function->display : function->name);
    for (uint32_t i = 0; i < function->param_count; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        print_local(printer, &function->params[i]);
    }
    g_string_append(out, ") -> ");
    print_type(printer, function->result);
    print_flags(out, function_flag_names, function->flags);
    print_file_line(out, &function->loc);
    for (uint32_t i = 0; i < function->override_count; i++) {
        g_string_append(out, "  overrides ");
        print_symbol(printer, function->overrides[i]);
        g_string_append_c(out, '\n');
    }
    print_captures(printer);
    for (uint32_t i = 0; i < function->local_count; i++) {
        g_string_append(out, "  var ");
        print_local(printer, &function->locals[i]);
        g_string_append_c(out, '\n');
    }
    for (uint32_t i = 0; i < function->block_count; i++)
        print_block(printer, &function->blocks[i]);
    printer->function = NULL;
}

static void print_record(struct printer *printer, const struct record *record)
{
    GString *out = printer->out;
    g_string_append_printf(out, "record %s", record->name);
    print_flags(out, record_flag_names, record->flags);
    print_file_line(out, &record->loc);
    for (uint32_t i = 0; i < record->base_count; i++) {
        g_string_append(out, "  base ");
        print_type(printer, record->bases[i].type);
        g_string_append_c(out, '\n');
    }
    for (uint32_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        g_string_append_printf(out, "  field %s: ", field->name != NULL ? field->name : "?");
        print_type(printer, field->type);
        g_string_append_c(out, '\n');
    }
    if (record->destructor != NULL)
        g_string_append(out, "  destructor\n");
}

static void print_variable(struct printer *printer, const struct variable *variable)
{
    GString *out = printer->out;
    g_string_append_printf(out, "variable ::%s: ", variable->name);
    print_type(printer, variable->type);
    g_string_append_printf(out, " [%s%s]", variable->is_defined ? "" : "extern ", storage_names[variable->storage]);
    if (variable->function != NULL) {
        g_string_append(out, " in ");
        print_symbol(printer, variable->function);
    }
    print_file_line(out, &variable->loc);
    for (uint32_t i = 0; i < variable->initial_count; i++) {
        const struct initial *initial = &variable->initials[i];
        GString *path = g_string_new(NULL);
        print_steps(printer, path, initial->steps, initial->step_count);
        g_string_append_printf(out, "  initial %s%s= ", path->str, path->len > 0 ? " " : "");
        g_string_free(path, TRUE);
        print_operand(printer, &initial->value);
        g_string_append_c(out, '\n');
    }
}

static void add_name(GHashTable *names, const char *id, const char *name)
{
    if (id != NULL && name != NULL)
        g_hash_table_insert(names, (gpointer)id, (gpointer)name);
}

static GHashTable *collect_names(const struct module *module)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < module->declaration_count; i++)
        add_name(names, module->declarations[i].id, module->declarations[i].name);
    for (uint32_t i = 0; i < module->record_count; i++)
        add_name(names, module->records[i].id, module->records[i].name);
    for (uint32_t i = 0; i < module->variable_count; i++)
        add_name(names, module->variables[i].id, module->variables[i].name);
    for (uint32_t i = 0; i < module->function_count; i++) {
        const struct function *function = &module->functions[i];
        add_name(names, function->id, function->display != NULL ? function->display : function->name);
    }
    for (uint32_t i = 0; i < module->type_count; i++) {
        const struct type *type = module->types[i];
        if (type->record != NULL && !g_hash_table_contains(names, type->record))
            add_name(names, type->record, type->name);
    }
    return names;
}

static void print_head(GString *out, const struct module *module)
{
    g_string_append_printf(out, "unit %s [%s", module->path != NULL ? module->path : "?", module->is_cxx ? "c++" : "c");
    g_string_append_printf(out, "%s %s]\n", module->has_exceptions ? " exceptions" : "", status_names[module->status]);
    if (module->problem != NULL)
        g_string_append_printf(out, "problem: %s\n", module->problem);
}

static void print_tail(GString *out, const struct module *module)
{
    g_string_append(out, module->remark_count + module->unlowered_count > 0 ? "\n" : "");
    for (uint32_t i = 0; i < module->remark_count; i++) {
        g_string_append_printf(out, "remark \"%s\" for line %u", module->remarks[i].text, module->remarks[i].line);
        print_file_line(out, &module->remarks[i].loc);
    }
    for (uint32_t i = 0; i < module->unlowered_count; i++) {
        const struct unlowered *unlowered = &module->unlowered[i];
        g_string_append_printf(out, "unlowered %s: %u", unlowered->cursor, unlowered->count);
        print_file_line(out, &unlowered->first);
    }
}

void ir_print_module(GString *out, const struct module *module, const char *only_function)
{
    struct printer printer = {.out = out, .names = collect_names(module)};
    if (only_function == NULL) {
        print_head(out, module);
        for (uint32_t i = 0; i < module->record_count; i++) {
            if ((module->records[i].flags & RECORD_SYSTEM) != 0)
                continue;
            g_string_append_c(out, '\n');
            print_record(&printer, &module->records[i]);
        }
        g_string_append(out, module->variable_count > 0 ? "\n" : "");
        for (uint32_t i = 0; i < module->variable_count; i++)
            print_variable(&printer, &module->variables[i]);
    }
    for (uint32_t i = 0; i < module->function_count; i++) {
        const struct function *function = &module->functions[i];
        if (only_function == NULL)
            g_string_append_c(out, '\n');
        else if (g_strcmp0(function->display, only_function) != 0)
            continue;
        print_function(&printer, function);
    }
    if (only_function == NULL)
        print_tail(out, module);
    g_hash_table_destroy(printer.names);
}

void ir_print_function(GString *out, const struct function *function)
{
    struct printer printer = {.out = out};
    print_function(&printer, function);
}

void ir_print_instr(GString *out, const struct function *function, const struct instr *instr)
{
    struct printer printer = {.out = out, .function = function};
    print_instr(&printer, instr);
}

void ir_print_place(GString *out, const struct function *function, const struct place *place)
{
    struct printer printer = {.out = out, .function = function};
    print_place(&printer, place);
}

void ir_print_operand(GString *out, const struct function *function, const struct operand *operand)
{
    struct printer printer = {.out = out, .function = function};
    print_operand(&printer, operand);
}
