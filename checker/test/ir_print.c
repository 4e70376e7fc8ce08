/* ir_print.c: the text form, of everything the IR can say. */
#include "test/test.h"

#include "test/ir_fixture.h"

TEST(ir_print_module_says_everything)
{
    struct module *module = ir_fixture_new(NULL);
    g_autofree char *text = ir_text(module);
    CHECK_TEXT(text, ir_fixture_text);
    module_free(module);
}

TEST(ir_print_one_function)
{
    struct module *module = ir_fixture_new(NULL);
    GString *out = g_string_new(NULL);
    ir_print_module(out, module, "lambda 1 in Server::accept");
    CHECK(g_str_has_prefix(out->str, "function lambda 1 in Server::accept() -> const int [closure]"));
    CHECK(strstr(ir_fixture_text, out->str) != NULL);
    g_string_truncate(out, 0);
    ir_print_module(out, module, "nobody");
    CHECK_TEXT(out->str, "");
    g_string_free(out, TRUE);
    module_free(module);
}

/* Without the module's names, ids stand in. */
TEST(ir_print_pieces)
{
    struct module *module = ir_fixture_new(NULL);
    const struct function *function = &module->functions[0];
    GString *out = g_string_new(NULL);
    ir_print_instr(out, function, &function->blocks[0].instrs[3]);
    CHECK_TEXT(out->str, "move ::c:@g_conns[fd] = c");
    g_string_truncate(out, 0);
    ir_print_place(out, function, function->blocks[0].instrs[0].dst);
    CHECK_TEXT(out->str, "t0");
    g_string_truncate(out, 0);
    ir_print_operand(out, function, &function->blocks[0].instrs[5].args[0]);
    CHECK_TEXT(out->str, "\"a \\\"b\\\"\\n\"");
    CHECK_TEXT(ir_op_name(OP_CLOSURE), "closure");
    CHECK_TEXT(ir_binary_operator_text(BINARY_SHR), ">>");
    g_string_free(out, TRUE);
    module_free(module);
}

static void check_path(const char *wanted, const struct selector *steps, uint32_t count)
{
    struct type type = {.kind = TYPE_INTEGER};
    struct local param = {.name = "p", .type = &type};
    struct function function = {.params = &param, .param_count = 1};
    struct place place = {.root = ROOT_PARAM, .steps = (struct selector *)steps, .step_count = count, .type = &type};
    GString *out = g_string_new(NULL);
    ir_print_place(out, &function, &place);
    CHECK_TEXT(out->str, wanted);
    g_string_free(out, TRUE);
}

TEST(ir_print_paths)
{
    struct operand zero = {.kind = OPERAND_INT}, unknown = {.kind = OPERAND_NONE};
    const struct selector deref = {.kind = SELECT_DEREF}, field = {.kind = SELECT_FIELD, .field = "f"};
    const struct selector first = {.kind = SELECT_ELEMENT, .key = &zero}, any = {.kind = SELECT_ELEMENT, .key = &unknown};
    check_path("p", NULL, 0);
    check_path("p.f", (struct selector[]){field}, 1);
    check_path("*p", (struct selector[]){deref}, 1);
    check_path("**p", (struct selector[]){deref, deref}, 2);
    check_path("(*p)->f", (struct selector[]){deref, deref, field}, 3);
    check_path("(**p)[0]", (struct selector[]){deref, deref, first}, 3);
    check_path("p->f.f->f", (struct selector[]){deref, field, field, deref, field}, 5);
    check_path("(*p)[0]", (struct selector[]){deref, first}, 2);
    check_path("*p[?]", (struct selector[]){any, deref}, 2);
    check_path("*p->f", (struct selector[]){deref, field, deref}, 3);
}

TEST(ir_print_dot)
{
    struct module *module = ir_fixture_new(NULL);
    GString *out = g_string_new(NULL);
    ir_print_cfg_dot(out, &module->functions[0]);
    CHECK(g_str_has_prefix(out->str, "digraph \"Server::accept\" {\n"));
    CHECK(strstr(out->str, "  b0 -> b1;\n") && strstr(out->str, "  b0 -> b4 [style=dashed];\n"));
    CHECK(strstr(out->str, "(\\\"a \\\\\\\"b\\\\\\\"\\\\n\\\", null") != NULL);
    g_string_free(out, TRUE);
    module_free(module);
}

static void check_type(const struct type *type, const char *wanted)
{
    g_autofree char *text = type_format(type);
    CHECK_TEXT(text, wanted);
}

TEST(ir_type_format)
{
    struct type integer = {.kind = TYPE_INTEGER, .name = "int"},
                letter = {.kind = TYPE_INTEGER, .is_const = true, .name = "char"};
    struct type text = {.kind = TYPE_POINTER, .target = &letter},
                fixed = {.kind = TYPE_POINTER, .is_const = true, .target = &integer};
    struct type list = {.kind = TYPE_ARRAY, .target = &text}, list_pointer = {.kind = TYPE_POINTER, .target = &list};
    struct type to_fixed = {.kind = TYPE_POINTER, .target = &fixed};
    struct type *parameters[] = {&integer, &text};
    struct type function = {.kind = TYPE_FUNCTION, .target = &text, .args = parameters, .arg_count = 2};
    struct type callback = {.kind = TYPE_POINTER, .target = &function}, callbacks = {.kind = TYPE_ARRAY, .target = &callback};
    struct type map = {.kind = TYPE_RECORD, .name = "std::map", .args = parameters, .arg_count = 2};
    struct type reference = {.kind = TYPE_REFERENCE, .is_rvalue = true, .target = &map};
    check_type(NULL, "?");
    check_type(&letter, "const char");
    check_type(&text, "const char *");
    check_type(&fixed, "int *const");
    check_type(&to_fixed, "int *const *");
    check_type(&list, "const char *[]");
    check_type(&list_pointer, "const char *(*)[]");
    check_type(&function, "const char *(int, const char *)");
    check_type(&callback, "const char *(*)(int, const char *)");
    check_type(&callbacks, "const char *(*[])(int, const char *)");
    check_type(&map, "std::map<int, const char *>");
    check_type(&reference, "std::map<int, const char *> &&");
    CHECK(type_pointee(&list_pointer) == &list);
    CHECK(type_pointee(&reference) == NULL);
    CHECK(type_strip(&reference) == &map);
}
