#include "test/ir_fixture.h"

enum fixture_type { T_VOID, T_INT, T_BOOL, T_CONN, T_CONN_POINTER, T_VECTOR, T_CALLBACK, T_CALLBACK_POINTER, T_SERVER, T_THIS, T_COUNT };

struct fixture {
    struct module *module;
    struct arena *arena;
};

#define NEW(f, type, ...) arena_copy((f)->arena, &(type)__VA_ARGS__, sizeof(type))
#define LIST(f, type, ...) arena_copy((f)->arena, (type[])__VA_ARGS__, sizeof((type[])__VA_ARGS__))

static const char *text(struct fixture *f, const char *string)
{
    return intern(f->module->strings, string);
}

static struct type *type_of(struct fixture *f, enum fixture_type which)
{
    return f->module->types[which];
}

static struct loc at(struct fixture *f, uint32_t line)
{
    return (struct loc){.file = text(f, "src/server.cpp"), .line = line, .column = 5};
}

static void make_types(struct fixture *f)
{
    struct module *m = f->module;
    m->type_count = T_COUNT;
    m->types = arena_new_array(f->arena, struct type *, T_COUNT);
    struct type **t = m->types;
    t[T_VOID] = NEW(f, struct type, {.kind = TYPE_VOID, .name = text(f, "void")});
    t[T_INT] = NEW(f, struct type, {.kind = TYPE_INTEGER, .is_const = true, .name = text(f, "int")});
    t[T_BOOL] = NEW(f, struct type, {.kind = TYPE_BOOL});
    t[T_CONN] = NEW(f, struct type, {.kind = TYPE_RECORD, .name = text(f, "conn"), .record = text(f, "c:@S@conn")});
    t[T_CONN_POINTER] = NEW(f, struct type, {.kind = TYPE_POINTER, .target = t[T_CONN]});
    t[T_VECTOR] = NEW(f, struct type, {.kind = TYPE_RECORD, .name = text(f, "std::vector"), .record = text(f, "c:@N@std@ST>1#T@vector"),
                                       .args = LIST(f, struct type *, {t[T_CONN_POINTER]}), .arg_count = 1});
    t[T_CALLBACK] = NEW(f, struct type, {.kind = TYPE_FUNCTION, .target = t[T_VOID],
                                         .args = LIST(f, struct type *, {t[T_CONN_POINTER], t[T_INT]}), .arg_count = 2});
    t[T_CALLBACK_POINTER] = NEW(f, struct type, {.kind = TYPE_POINTER, .is_const = true, .target = t[T_CALLBACK]});
    t[T_SERVER] = NEW(f, struct type, {.kind = TYPE_RECORD, .name = text(f, "Server"), .record = text(f, "c:@S@Server")});
    t[T_THIS] = NEW(f, struct type, {.kind = TYPE_REFERENCE, .is_rvalue = true, .target = t[T_SERVER]});
    for (uint32_t i = 0; i < T_COUNT; i++)
        t[i]->index = i;
}

static struct place *place(struct fixture *f, enum place_root root, uint32_t index, enum fixture_type type)
{
    return NEW(f, struct place, {.root = root, .index = index, .type = type_of(f, type)});
}

static struct place *with_steps(struct fixture *f, struct place *base, const struct selector *steps, uint32_t count)
{
    base->steps = arena_copy(f->arena, steps, sizeof *steps * count);
    base->step_count = count;
    return base;
}

static struct operand value(struct place *of)
{
    return (struct operand){.kind = OPERAND_PLACE, .place = of, .type = of->type};
}

static struct operand number(struct fixture *f, int64_t of)
{
    return (struct operand){.kind = OPERAND_INT, .number = of, .type = type_of(f, T_INT)};
}

static struct place *conns(struct fixture *f)
{
    const struct selector steps[] = {{.kind = SELECT_DEREF},
                                     {.kind = SELECT_FIELD, .field = text(f, "conns"), .record = text(f, "c:@S@Server")}};
    return with_steps(f, place(f, ROOT_THIS, 0, T_VECTOR), steps, 2);
}

static struct place *global_element(struct fixture *f)
{
    struct place *base = place(f, ROOT_STATIC, 0, T_CONN_POINTER);
    base->symbol = text(f, "c:@g_conns");
    struct operand key = value(place(f, ROOT_PARAM, 0, T_INT));
    return with_steps(f, base, &(struct selector){.kind = SELECT_ELEMENT, .key = arena_copy(f->arena, &key, sizeof key)}, 1);
}

static struct place *container(struct fixture *f)
{
    const struct selector steps[] = {{.kind = SELECT_OUTER, .field = text(f, "node"), .record = text(f, "c:@S@conn")},
                                     {.kind = SELECT_FIELD, .field = text(f, "fd"), .record = text(f, "c:@S@conn")}};
    return with_steps(f, place(f, ROOT_LOCAL, 1, T_INT), steps, 2);
}

static struct call *push_back(struct fixture *f)
{
    return NEW(f, struct call, {.callee = text(f, "c:@N@std@ST>1#T@vector@F@push_back"), .name = text(f, "std::vector::push_back"),
                                .member = text(f, "push_back"), .receiver_type = type_of(f, T_VECTOR),
                                .receiver = {.kind = OPERAND_ADDRESS, .place = conns(f)},
                                .template_args = LIST(f, struct type *, {type_of(f, T_CONN_POINTER)}), .template_arg_count = 1,
                                .flags = CALL_SYSTEM | CALL_VIRTUAL});
}

static struct closure *closure(struct fixture *f)
{
    struct operand self = value(place(f, ROOT_THIS, 0, T_THIS));
    struct operand fd = {.kind = OPERAND_ADDRESS, .place = place(f, ROOT_PARAM, 0, T_INT)};
    return NEW(f, struct closure, {.function = text(f, "src/server.cpp:c:@lambda1"), .capture_count = 2,
                                   .captures = LIST(f, struct capture, {{CAPTURE_THIS, text(f, "this"), type_of(f, T_THIS), self},
                                                                        {CAPTURE_REFERENCE, text(f, "fd"), type_of(f, T_INT), fd}})});
}

static void fill_entry(struct fixture *f, struct block *block)
{
    struct place *t0 = place(f, ROOT_TEMP, 0, T_CONN_POINTER), *c = place(f, ROOT_LOCAL, 0, T_CONN_POINTER);
    struct call *callback = NEW(f, struct call, {.name = text(f, ""), .target = value(place(f, ROOT_PARAM, 1, T_CALLBACK_POINTER))});
    const struct instr instrs[] = {
        {.op = OP_ALLOC, .loc = at(f, 13), .dst = t0, .type = type_of(f, T_CONN)},
        {.op = OP_COPY, .loc = at(f, 13), .dst = c, .args = LIST(f, struct operand, {value(t0)}), .arg_count = 1},
        {.op = OP_CALL, .loc = at(f, 14), .args = LIST(f, struct operand, {value(c)}), .arg_count = 1, .call = push_back(f)},
        {.op = OP_MOVE, .loc = at(f, 15), .dst = global_element(f), .args = LIST(f, struct operand, {value(c)}), .arg_count = 1},
        {.op = OP_BINARY, .operator = BINARY_SUB, .loc = at(f, 16), .dst = place(f, ROOT_TEMP, 1, T_INT),
         .args = LIST(f, struct operand, {value(container(f)), number(f, INT64_MIN)}), .arg_count = 2},
        {.op = OP_CALL, .loc = {.file = text(f, "src/conn.h"), .line = 3, .column = 1},
         .args = LIST(f, struct operand, {{.kind = OPERAND_STRING, .text = text(f, "a \"b\"\n")}, {.kind = OPERAND_NULL},
                                          {.kind = OPERAND_FUNCTION, .text = text(f, "c:@F@conn_free")}, {.kind = OPERAND_NONE}}),
         .arg_count = 4, .call = callback},
    };
    block->instrs = arena_copy(f->arena, instrs, sizeof instrs);
    block->instr_count = G_N_ELEMENTS(instrs);
    block->unwind = 4;
    block->term = (struct terminator){.kind = TERM_BRANCH, .loc = at(f, 17), .succs = LIST(f, uint32_t, {1, 2}), .succ_count = 2,
                                      .condition = {value(c), {.kind = OPERAND_NULL}, BINARY_EQ}};
}

static void fill_rest(struct fixture *f, struct block *blocks)
{
    struct place *c = place(f, ROOT_LOCAL, 0, T_CONN_POINTER), *t2 = place(f, ROOT_TEMP, 2, T_SERVER);
    struct call *destructor = NEW(f, struct call, {.callee = text(f, "c:@S@conn@F@~conn#"), .name = text(f, "conn::~conn"),
                                                   .member = text(f, "~conn"), .flags = CALL_DESTRUCTOR | CALL_NOTHROW});
    struct call *macro = NEW(f, struct call, {.name = text(f, "LIST_INSERT"), .member = text(f, "LIST_INSERT"), .flags = CALL_MACRO});
    blocks[1].instr_count = 2;
    blocks[1].instrs = LIST(f, struct instr, {{.op = OP_DELETE, .loc = at(f, 18), .args = LIST(f, struct operand, {value(c)}),
                                               .arg_count = 1, .call = destructor, .type = type_of(f, T_CONN)},
                                              {.op = OP_END, .loc = at(f, 19), .dst = place(f, ROOT_LOCAL, 1, T_CONN_POINTER)}});
    blocks[1].term = (struct terminator){.kind = TERM_SWITCH, .loc = at(f, 20), .succs = LIST(f, uint32_t, {2, 3, 2}), .succ_count = 3,
                                         .condition.left = value(place(f, ROOT_PARAM, 0, T_INT)), .cases = LIST(f, int64_t, {-1, 70000})};
    blocks[2].instr_count = 2;
    blocks[2].instrs = LIST(f, struct instr, {{.op = OP_CLOSURE, .loc = at(f, 21), .dst = t2, .closure = closure(f)},
                                              {.op = OP_OTHER, .loc = at(f, 9), .dst = t2, .args = LIST(f, struct operand, {value(t2)}),
                                               .arg_count = 1}});
    blocks[2].term = (struct terminator){.kind = TERM_MACRO, .loc = at(f, 22), .succs = LIST(f, uint32_t, {3, 5}), .succ_count = 2,
                                         .macro = NEW(f, struct instr, {.op = OP_CALL, .loc = at(f, 22), .call = macro, .arg_count = 1,
                                                                        .args = LIST(f, struct operand, {value(c)})})};
    blocks[3].term = (struct terminator){.kind = TERM_THROW, .loc = at(f, 23), .value = value(c)};
    blocks[3].unwind = 4;
    blocks[4].instr_count = 2;
    blocks[4].instrs = LIST(f, struct instr, {{.op = OP_CATCH, .loc = at(f, 24)}, {.op = OP_INIT, .loc = at(f, 25), .dst = c,
                                               .type = type_of(f, T_CONN_POINTER)}});
    blocks[4].term = (struct terminator){.kind = TERM_CHOICE, .loc = at(f, 26), .succs = LIST(f, uint32_t, {0, 6, 7}), .succ_count = 3};
    blocks[5].term = (struct terminator){.kind = TERM_RETURN, .loc = at(f, 27)};
    blocks[6].term = (struct terminator){.kind = TERM_RESUME};
    blocks[7].term = (struct terminator){.kind = TERM_GOTO, .loc = at(f, 28), .succs = LIST(f, uint32_t, {8}), .succ_count = 1};
    blocks[8].term = (struct terminator){.kind = TERM_UNREACHABLE, .loc = at(f, 29)};
}

static void make_functions(struct fixture *f)
{
    enum { BLOCKS = 9 };
    struct block *blocks = arena_new_array(f->arena, struct block, BLOCKS);
    for (uint32_t i = 0; i < BLOCKS; i++) {
        blocks[i].index = i;
        blocks[i].unwind = NO_BLOCK;
    }
    fill_entry(f, &blocks[0]);
    fill_rest(f, blocks);
    struct local params[] = {{text(f, "fd"), type_of(f, T_INT), at(f, 12)}, {text(f, "done"), type_of(f, T_CALLBACK_POINTER), at(f, 12)}};
    struct local locals[] = {{text(f, "c"), type_of(f, T_CONN_POINTER), at(f, 13)}, {text(f, "c"), type_of(f, T_CONN_POINTER), at(f, 15)},
                             {NULL, type_of(f, T_BOOL), {0}}};
    struct place *captured = place(f, ROOT_CAPTURE, 0, T_INT);
    with_steps(f, captured, &(struct selector){.kind = SELECT_DEREF}, 1);
    const struct block body = {.unwind = NO_BLOCK, .term = {.kind = TERM_RETURN, .loc = at(f, 21), .value = value(captured)}};
    const struct function functions[] = {
        {.id = text(f, "c:@S@Server@F@accept#I#"), .name = text(f, "Server::accept"), .display = text(f, "Server::accept"),
         .loc = at(f, 12), .end = at(f, 30), .flags = FUNCTION_METHOD | FUNCTION_VIRTUAL, .record = text(f, "c:@S@Server"),
         .result = type_of(f, T_VOID), .params = arena_copy(f->arena, params, sizeof params), .param_count = 2,
         .locals = arena_copy(f->arena, locals, sizeof locals), .local_count = 3, .temp_count = 3,
         .overrides = LIST(f, const char *, {text(f, "c:@S@Base@F@accept#I#")}), .override_count = 1, .blocks = blocks,
         .block_count = BLOCKS},
        {.id = text(f, "src/server.cpp:c:@lambda1"), .name = text(f, "operator()"), .display = text(f, "lambda 1 in Server::accept"),
         .loc = at(f, 21), .end = at(f, 21), .flags = FUNCTION_CLOSURE, .result = type_of(f, T_INT),
         .parent = text(f, "c:@S@Server@F@accept#I#"),
         .captures = LIST(f, struct capture, {{.kind = CAPTURE_REFERENCE, .name = text(f, "fd"), .type = type_of(f, T_INT)}}),
         .capture_count = 1, .blocks = arena_copy(f->arena, &body, sizeof body), .block_count = 1},
    };
    f->module->functions = arena_copy(f->arena, functions, sizeof functions);
    f->module->function_count = G_N_ELEMENTS(functions);
}

static void make_declarations(struct fixture *f)
{
    struct module *m = f->module;
    m->record_count = 2;
    m->records = LIST(f, struct record, {
        {.id = text(f, "c:@S@Server"), .name = text(f, "Server"), .loc = at(f, 3), .flags = RECORD_POLYMORPHIC, .base_count = 1,
         .bases = LIST(f, struct base, {{text(f, "c:@S@conn"), type_of(f, T_CONN)}}), .field_count = 1,
         .fields = LIST(f, struct field, {{text(f, "conns"), type_of(f, T_VECTOR), at(f, 4)}}),
         .destructor = text(f, "c:@S@Server@F@~Server#")},
        {.id = text(f, "c:@N@std@ST>1#T@vector"), .name = text(f, "std::vector"), .flags = RECORD_SYSTEM | RECORD_TEMPLATE}});
    struct place *other = place(f, ROOT_STATIC, 0, T_CONN_POINTER);
    other->symbol = text(f, "c:@g_conns");
    m->variable_count = 2;
    m->variables = LIST(f, struct variable, {
        {.id = text(f, "c:@g_conns"), .name = text(f, "g_conns"), .type = type_of(f, T_VECTOR), .loc = at(f, 1)},
        {.id = text(f, "src/server.cpp:c:@table"), .name = text(f, "table"), .type = type_of(f, T_CALLBACK_POINTER), .loc = at(f, 2),
         .storage = STORAGE_LOCAL_STATIC, .function = text(f, "c:@S@Server@F@accept#I#"), .is_defined = true, .initial_count = 2,
         .initials = LIST(f, struct initial, {{.value = {.kind = OPERAND_ADDRESS, .place = other}},
                                              {.steps = LIST(f, struct selector, {{.kind = SELECT_FIELD, .field = text(f, "run")}}),
                                               .step_count = 1,
                                               .value = {.kind = OPERAND_FUNCTION, .text = text(f, "c:@F@conn_free")}}})}});
    m->declaration_count = 1;
    m->declarations = LIST(f, struct declaration, {{.id = text(f, "c:@F@conn_free"), .name = text(f, "conn_free"), .is_system = true,
                                                    .flags = FUNCTION_WEAK, .loc = at(f, 2)}});
    m->remark_count = m->unlowered_count = 1;
    m->remarks = LIST(f, struct remark, {{at(f, 14), 15, text(f, "linger:allow(owning-cycle) on purpose")}});
    m->unlowered = LIST(f, struct unlowered, {{text(f, "AsmStmt"), 2, at(f, 16)}});
    m->dependency_count = 2;
    m->dependencies = LIST(f, struct dependency, {{text(f, "src/server.cpp"), false}, {text(f, "/usr/include/c++/vector"), true}});
}

struct module *ir_fixture_new(struct intern *shared)
{
    struct fixture f = {.module = module_new(shared)};
    f.arena = f.module->arena;
    f.module->path = text(&f, "src/server.cpp");
    f.module->target = text(&f, "server.o");
    f.module->status = MODULE_PARTIAL;
    f.module->problem = text(&f, "unknown type name 'x'");
    f.module->is_cxx = f.module->has_exceptions = true;
    f.module->cursors_visited = UINT64_MAX;
    f.module->lines = 1000;
    make_types(&f);
    make_functions(&f);
    make_declarations(&f);
    return f.module;
}

char *ir_text(const struct module *module)
{
    GString *out = g_string_new(NULL);
    ir_print_module(out, module, NULL);
    return g_string_free(out, FALSE);
}

/* clang-format off */
const char ir_fixture_text[] =
    "unit src/server.cpp [c++ exceptions partial]\n"
    "problem: unknown type name 'x'\n"
    "\n"
    "record Server [polymorphic]  ; src/server.cpp:3\n"
    "  base conn\n"
    "  field conns: std::vector<conn *>\n"
    "  destructor\n"
    "\n"
    "variable ::g_conns: std::vector<conn *> [extern global]  ; src/server.cpp:1\n"
    "variable ::table: void (*const)(conn *, const int) [local-static] in Server::accept  ; src/server.cpp:2\n"
    "  initial = &::g_conns\n"
    "  initial .run = fn conn_free\n"
    "\n"
    "function Server::accept(fd: const int, done: void (*const)(conn *, const int)) -> void [method virtual]  ; src/server.cpp:12\n"
    "  overrides c:@S@Base@F@accept#I#\n"
    "  var c: conn *\n"
    "  var c#2: conn *\n"
    "  var %2: bool\n"
    "  b0: unwind b4\n"
    "    t0 = alloc conn                                         ; 13\n"
    "    copy c = t0                                             ; 13\n"
    "    call std::vector::push_back<conn *>(&this->conns: std::vector<conn *>; c) [virtual system] ; 14\n"
    "    move ::g_conns[fd] = c                                  ; 15\n"
    "    t1 = outer(c#2, conn.node).fd - -9223372036854775808    ; 16\n"
    "    call *(done)(\"a \\\"b\\\"\\n\", null, fn conn_free, ?)        ; src/conn.h:3\n"
    "    branch c == null -> b1, b2                              ; 17\n"
    "  b1:\n"
    "    delete c: conn with conn::~conn() [nothrow destructor]  ; 18\n"
    "    end c#2                                                 ; 19\n"
    "    switch fd -> -1: b2, 70000: b3, default: b2             ; 20\n"
    "  b2:\n"
    "    t2 = closure lambda 1 in Server::accept {this = this, &fd = &fd} ; 21\n"
    "    t2 = other t2                                           ; 9\n"
    "    macro LIST_INSERT(c) -> b3, b5                          ; 22\n"
    "  b3: unwind b4\n"
    "    throw c                                                 ; 23\n"
    "  b4:\n"
    "    catch ...                                               ; 24\n"
    "    init c: conn *                                          ; 25\n"
    "    choice -> b0, b6, b7                                    ; 26\n"
    "  b5:\n"
    "    return                                                  ; 27\n"
    "  b6:\n"
    "    resume\n"
    "  b7:\n"
    "    goto b8                                                 ; 28\n"
    "  b8:\n"
    "    unreachable                                             ; 29\n"
    "\n"
    "function lambda 1 in Server::accept() -> const int [closure]  ; src/server.cpp:21\n"
    "  capture &^fd: const int\n"
    "  b0:\n"
    "    return *^fd                                             ; 21\n"
    "\n"
    "remark \"linger:allow(owning-cycle) on purpose\" for line 15  ; src/server.cpp:14\n"
    "unlowered AsmStmt: 2  ; src/server.cpp:16\n";
/* clang-format on */
