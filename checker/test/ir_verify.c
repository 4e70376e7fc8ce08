/* ir_verify.c: every kind of broken invariant is found, and said where. */
#include "test/test.h"

#include "test/ir_fixture.h"

static struct instr *instr_of(struct module *m, uint32_t block, uint32_t index)
{
    return &m->functions[0].blocks[block].instrs[index];
}

static void break_successor(struct module *m)
{
    m->functions[0].blocks[7].term.succs[0] = 9;
}

static void break_branch(struct module *m)
{
    m->functions[0].blocks[0].term.succ_count = 1;
}

static void break_condition(struct module *m)
{
    m->functions[0].blocks[0].term.condition.operator= BINARY_ADD;
}

static void break_cases(struct module *m)
{
    m->functions[0].blocks[1].term.cases = NULL;
}

static void break_macro(struct module *m)
{
    m->functions[0].blocks[2].term.macro->call->flags = 0;
}

static void break_unwind(struct module *m)
{
    m->functions[0].blocks[3].unwind = 9;
}

static void break_entry(struct module *m)
{
    m->functions[1].block_count = 0;
}

static void break_block_number(struct module *m)
{
    m->functions[0].blocks[5].index = 4;
}

static void break_param(struct module *m)
{
    m->functions[0].param_count = 0;
}

static void break_local(struct module *m)
{
    m->functions[0].local_count = 1;
}

static void break_temp(struct module *m)
{
    m->functions[0].temp_count = 2;
}

static void break_capture(struct module *m)
{
    m->functions[1].capture_count = 0;
}

static void break_key(struct module *m)
{
    instr_of(m, 0, 3)->dst->steps[0].key = NULL;
}

static void break_destination(struct module *m)
{
    instr_of(m, 0, 1)->dst = NULL;
}

static void break_place_type(struct module *m)
{
    instr_of(m, 0, 1)->dst->type = NULL;
}

static void break_operand_count(struct module *m)
{
    instr_of(m, 0, 4)->arg_count = 1;
}

static void break_operand(struct module *m)
{
    instr_of(m, 0, 5)->args[2].text = NULL;
}

static void break_call(struct module *m)
{
    instr_of(m, 0, 2)->call = NULL;
}

static void break_closure(struct module *m)
{
    instr_of(m, 2, 0)->closure->function = NULL;
}

static void break_type_order(struct module *m)
{
    m->types[3]->target = m->types[4];
}

static void break_type_list(struct module *m)
{
    m->variables[0].type = arena_copy(m->arena, m->types[0], sizeof(struct type));
}

static void break_id(struct module *m)
{
    m->records[0].id = NULL;
}

static void break_static(struct module *m)
{
    m->variables[1].initials[0].value.place->root = ROOT_LOCAL;
}

static const struct {
    void (*spoil)(struct module *);
    const char *sentence;
} breakages[] = {
    {break_successor, "function 'Server::accept', block 7, terminator: successor 9 does not exist (there are 9)"},
    {break_branch, "function 'Server::accept', block 0, terminator: it has 1 successors"},
    {break_condition, "function 'Server::accept', block 0, terminator: its operator is not a comparison"},
    {break_cases, "function 'Server::accept', block 1, terminator: it has successors but no cases"},
    {break_macro, "function 'Server::accept', block 2, terminator: a macro's expansion is not described"},
    {break_unwind, "function 'Server::accept', block 3: unwind block 9 does not exist (there are 9)"},
    {break_entry, "function 'lambda 1 in Server::accept': it has no entry block"},
    {break_block_number, "function 'Server::accept', block 5: it says that it is block 4"},
    {break_param, "function 'Server::accept', block 0, instruction 3 (move): parameter 0 does not exist (there are 0)"},
    {break_local, "function 'Server::accept', block 0, instruction 4 (binary): local 1 does not exist (there are 1)"},
    {break_temp, "function 'Server::accept', block 2, instruction 0 (closure): temporary 2 does not exist (there are 2)"},
    {break_capture, "function 'lambda 1 in Server::accept', block 0, terminator: capture 0 does not exist (there are 0)"},
    {break_key, "function 'Server::accept', block 0, instruction 3 (move): an access path selects an element without a key"},
    {break_destination, "function 'Server::accept', block 0, instruction 1 (copy): it has no destination"},
    {break_place_type, "function 'Server::accept', block 0, instruction 1 (copy): a place has no type"},
    {break_operand_count, "function 'Server::accept', block 0, instruction 4 (binary): it has 1 operands"},
    {break_operand, "function 'Server::accept', block 0, instruction 5 (call): an argument is an operand without its text"},
    {break_call, "function 'Server::accept', block 0, instruction 2 (call): it has no call"},
    {break_closure, "function 'Server::accept', block 2, instruction 0 (closure): a closure has no body"},
    {break_type_order, "the module: type 3 contains type 4, which stands after it"},
    {break_type_list, "g_conns: the type of it is not in the module's list"},
    {break_id, "Server: record 'Server' has no id"},
    {break_static, "table: a place outside of functions is not static"},
};

TEST(ir_verify_finds_each_breakage)
{
    for (size_t i = 0; i < G_N_ELEMENTS(breakages); i++) {
        struct module *module = ir_fixture_new(NULL);
        breakages[i].spoil(module);
        g_autofree char *problem = ir_verify(module);
        CHECK_TEXT(problem, breakages[i].sentence);
        module_free(module);
    }
}

TEST(ir_verify_accepts_the_fixture)
{
    struct module *module = ir_fixture_new(NULL);
    g_autofree char *problem = ir_verify(module);
    CHECK_TEXT(problem, NULL);
    module_free(module);
}
