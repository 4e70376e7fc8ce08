/* ir.h: linger's intermediate representation: all of its data on one page.
 *
 * A module is what one translation unit taught us. The frontend builds it, `ir/bytes.h` turns it into bytes and back, the
 * program joins many. It knows no API model: what `push_back` or `TAILQ_INSERT_TAIL` *mean* is decided later.
 *
 * Everything lives in the module's arena; strings are interned in the module's table (compare by pointer within a module).
 *
 * Symbols. An `id` names a function, record or variable across units: its USR; for internal linkage, locals and lambdas
 * prefixed with the path of the file, so that equal ids are the same entity. Templates: one generic id for all
 * specialisations. A `name` is for people and models: qualified, without inline namespaces, template arguments, parameters. */
#ifndef LINGER_IR_IR_H
#define LINGER_IR_IR_H

#include "base/arena.h"
#include "base/base.h"
#include "base/intern.h"
#include "base/loc.h"

/* --- types ---------------------------------------------------------------------------------------------------------- */

enum type_kind {
    TYPE_UNKNOWN, /* dependent, or not worth telling apart */
    TYPE_VOID,
    TYPE_BOOL,
    TYPE_INTEGER, /* characters and enumerations too */
    TYPE_FLOAT,
    TYPE_POINTER,
    TYPE_REFERENCE,
    TYPE_ARRAY,
    TYPE_RECORD,
    TYPE_FUNCTION,
};

/* Canonical (no sugar); one object per distinct type of a module. */
struct type {
    enum type_kind kind;
    bool is_const;
    bool is_rvalue;      /* TYPE_REFERENCE: && */
    uint32_t index;      /* position in module->types */
    const char *name;    /* TYPE_RECORD: "std::vector", "conn"; enumerations and template parameters: their name; else spelling */
    const char *record;  /* TYPE_RECORD: id of the record (of the template for specialisations), else NULL */
    struct type *target; /* pointee, referee, element, function result; else NULL */
    struct type **args;  /* TYPE_RECORD: template arguments that are types; TYPE_FUNCTION: parameters */
    uint32_t arg_count;
};

/* Of a type written out. Nested templates can name one in ten lines that would fill a library: no module has such. */
struct type_extent {
    uint32_t depth;
    uint64_t size; /* nodes */
};
void type_extent_add(struct type_extent *whole, const struct type_extent *part);
bool type_extent_is_allowed(const struct type_extent *extent);

/* --- places: access paths ------------------------------------------------------------------------------------------- */

enum place_root {
    ROOT_PARAM,   /* index = which */
    ROOT_THIS,    /* the object a method runs on: `this` itself is the pointer, members are (this, *, .field) */
    ROOT_LOCAL,   /* index into function->locals */
    ROOT_STATIC,  /* symbol = id of a variable with static storage (static members and static locals too) */
    ROOT_TEMP,    /* index: a value the source does not name; function->temps of them */
    ROOT_CAPTURE, /* in a closure's body: index into function->captures; by-reference captures and `this` need a SELECT_DEREF */
};

enum select_kind {
    SELECT_FIELD,   /* .field of `record` (C++ base-class steps are not spelled) */
    SELECT_DEREF,   /* *pointer; of smart pointers too: their ->, *, get() are folded into it */
    SELECT_ELEMENT, /* [key]: array element or pointer arithmetic; key may be OPERAND_NONE */
    SELECT_OUTER,   /* container_of: from the address of `field` to the `record` around it; yields the record's place */
};

struct selector {
    enum select_kind kind;
    const char *field;   /* SELECT_FIELD, SELECT_OUTER: name of the field ("a.b" for OUTER through nested records) */
    const char *record;  /* id of the record that declares it */
    struct operand *key; /* SELECT_ELEMENT; never NULL there */
};

struct place {
    enum place_root root;
    uint32_t index;
    const char *symbol;     /* ROOT_STATIC */
    struct selector *steps; /* step_count of them, applied left to right */
    uint32_t step_count;
    struct type *type; /* of the whole place; never NULL */
};

enum operand_kind {
    OPERAND_NONE,     /* absent or not representable */
    OPERAND_PLACE,    /* the value stored in `place` */
    OPERAND_ADDRESS,  /* the address of `place`; also a reference bound to it, and an array decayed to a pointer */
    OPERAND_NULL,     /* NULL, nullptr, 0 as a pointer */
    OPERAND_INT,      /* `number`: integers, characters, enumerators, booleans */
    OPERAND_STRING,   /* `text`: a string literal's contents (may be cut at 200 bytes) */
    OPERAND_FUNCTION, /* `text`: id of a function */
};

struct operand {
    enum operand_kind kind;
    struct place *place;
    int64_t number;
    const char *text;
    struct type *type; /* may be NULL when unknown */
};

/* --- instructions --------------------------------------------------------------------------------------------------- */

enum op {
#define OP(enumerator, name, meaning) enumerator,
#include "ir/ops.def"
#undef OP
    OP_COUNT
};

enum binary_operator {
    BINARY_ADD,
    BINARY_SUB,
    BINARY_MUL,
    BINARY_DIV,
    BINARY_MOD,
    BINARY_AND,
    BINARY_OR,
    BINARY_XOR,
    BINARY_SHL,
    BINARY_SHR,
    BINARY_EQ,
    BINARY_NE,
    BINARY_LT,
    BINARY_LE,
    BINARY_GT,
    BINARY_GE,
};

enum call_flags {
    CALL_VIRTUAL = 1 << 0,     /* dispatched at run time: overriders of `callee` are possible too */
    CALL_MACRO = 1 << 1,       /* a function-like macro; `callee` is NULL, `name` its name; only in a TERM_MACRO */
    CALL_NOTHROW = 1 << 2,     /* declared noexcept/throw(), or C linkage */
    CALL_NORETURN = 1 << 3,    /* _Noreturn, [[noreturn]], attribute */
    CALL_SYSTEM = 1 << 4,      /* declared in a system header */
    CALL_CONSTRUCTOR = 1 << 5, /* receiver = the place constructed */
    CALL_DESTRUCTOR = 1 << 6,
    CALL_OPERATOR = 1 << 7,  /* overloaded operator; member operators have a receiver, free ones do not */
    CALL_DEPENDENT = 1 << 8, /* in a template: callee unknown, matched by receiver type and member name */
    CALL_AWAIT = 1 << 9,     /* a suspension point of a coroutine: co_await, co_yield */
};

struct call {
    const char *callee;          /* id of the function named (its declaration), or NULL: through a pointer, a macro, dependent */
    const char *name;            /* "listAddNodeTail", "std::vector::push_back", "TAILQ_INSERT_TAIL"; "" when nameless */
    const char *member;          /* last part: "push_back", "operator[]"; NULL when nameless */
    struct type *receiver_type;  /* type of the object expression (no pointer, no reference), or NULL: no object */
    struct operand receiver;     /* its address (OPERAND_ADDRESS, or OPERAND_PLACE of a pointer); OPERAND_NONE without */
    struct operand target;       /* call through a pointer or std::function-like value: where the callee is stored */
    struct type **template_args; /* explicit or deduced type arguments of the callee: make_shared<T> */
    uint32_t template_arg_count;
    uint32_t flags; /* enum call_flags */
};

enum capture_kind { CAPTURE_COPY, CAPTURE_REFERENCE, CAPTURE_THIS, CAPTURE_THIS_COPY };

struct capture {
    enum capture_kind kind;
    const char *name;     /* variable's name, or "this" */
    struct type *type;    /* of the captured variable or the init-capture */
    struct operand value; /* in the creating function: what is copied, or the address referred to */
};

struct closure {
    const char *function; /* id of the body, a function of its own */
    struct capture *captures;
    uint32_t capture_count;
};

struct instr {
    enum op op;
    enum binary_operator operator; /* OP_BINARY */
    struct loc loc;                /* expansion location in the file the code stands in */
    struct place *dst;             /* or NULL */
    struct operand *args;
    uint32_t arg_count;
    struct call *call;       /* OP_CALL; OP_DELETE and OP_END with a known destructor or cleanup function */
    struct closure *closure; /* OP_CLOSURE */
    struct type *type;       /* OP_ALLOC, OP_INIT, OP_CATCH, OP_DELETE (of the object) */
};

/* --- control flow --------------------------------------------------------------------------------------------------- */

enum terminator_kind {
    TERM_GOTO,        /* succs[0] */
    TERM_BRANCH,      /* `condition`: left <operator> right; succs[0] when true, succs[1] when false */
    TERM_SWITCH,      /* condition.left against cases[i] -> succs[i]; the last successor is the default */
    TERM_CHOICE,      /* any successor: catch dispatch, computed goto, asm goto */
    TERM_MACRO,       /* `macro` describes a macro expansion: succs[0] = its expanded body, succs[1] = what follows it.
                         Whoever has a model for the macro applies it and goes to succs[1]; else to succs[0].
                         Nested macros (wrappers) appear as further TERM_MACROs at the beginning of the body. */
    TERM_RETURN,      /* normal exit; `value` may be OPERAND_NONE. Scope ends come before it, as OP_ENDs */
    TERM_THROW,       /* throws or rethrows `value`; goes to block->unwind, or leaves the function by the throw exit */
    TERM_RESUME,      /* end of a cleanup chain: the exception in flight leaves the function */
    TERM_UNREACHABLE, /* after a no-return call; __builtin_unreachable */
};

struct condition {
    struct operand left, right;    /* a plain `if (p)` is p != 0 (pointer: OPERAND_NULL) */
    enum binary_operator operator; /* BINARY_EQ … BINARY_GE */
};

struct terminator {
    enum terminator_kind kind;
    struct loc loc;
    uint32_t *succs; /* block numbers */
    uint32_t succ_count;
    struct condition condition; /* TERM_BRANCH; TERM_SWITCH uses .left */
    int64_t *cases;             /* TERM_SWITCH: succ_count - 1 of them */
    struct operand value;       /* TERM_RETURN, TERM_THROW */
    struct instr *macro;        /* TERM_MACRO: op = OP_CALL with CALL_MACRO; args as written, OPERAND_NONE where too complicated;
                                   the name of a type or a field as an argument is OPERAND_STRING */
};

enum { NO_BLOCK = UINT32_MAX };

struct block {
    uint32_t index; /* position in function->blocks */
    struct instr *instrs;
    uint32_t instr_count;
    struct terminator term;
    uint32_t unwind; /* where an exception thrown in this block goes (cleanup or catch dispatch); NO_BLOCK: out of the function */
    uint32_t *preds; /* filled by cfg_prepare() */
    uint32_t pred_count;
    uint32_t order;    /* position in reverse post-order; filled by cfg_prepare(); NO_BLOCK: unreachable */
    bool is_loop_head; /* target of a back edge; filled by cfg_prepare() */
};

/* --- declarations --------------------------------------------------------------------------------------------------- */

struct local {
    const char *name; /* NULL for compiler-made ones */
    struct type *type;
    struct loc loc;
};

enum function_flags {
    FUNCTION_INTERNAL = 1 << 0, /* internal linkage */
    FUNCTION_METHOD = 1 << 1,   /* has `this` */
    FUNCTION_CONSTRUCTOR = 1 << 2,
    FUNCTION_DESTRUCTOR = 1 << 3,
    FUNCTION_VIRTUAL = 1 << 4,  /* declared or inherited */
    FUNCTION_TEMPLATE = 1 << 5, /* lowered generically */
    FUNCTION_CLOSURE = 1 << 6,  /* body of a lambda */
    FUNCTION_NOTHROW = 1 << 7,
    FUNCTION_NORETURN = 1 << 8,
    FUNCTION_VARIADIC = 1 << 9,
    FUNCTION_COROUTINE = 1 << 10,
    FUNCTION_INLINE = 1 << 11,   /* may be defined in several units */
    FUNCTION_PRIVATE = 1 << 12,  /* private member */
    FUNCTION_IMPLICIT = 1 << 13, /* made by the compiler: implicit destructor of a record with members that have one */
    FUNCTION_WEAK = 1 << 14,     /* __attribute__((weak)) */
};

/* A function with a body. */
struct function {
    const char *id, *name;
    const char *display; /* how people call it: "Server::accept", "lambda 2 in Server::accept" */
    struct loc loc, end;
    uint32_t flags;     /* enum function_flags */
    const char *record; /* id of the class of a method, or NULL */
    struct type *result;
    struct local *params; /* param_count, without `this` */
    uint32_t param_count;
    struct local *locals;
    uint32_t local_count;
    uint32_t temp_count;
    struct capture *captures; /* FUNCTION_CLOSURE: kind, name and type; value unused */
    uint32_t capture_count;
    const char *parent;     /* closures and local classes' methods: id of the function around; or NULL */
    const char **overrides; /* ids of the methods this one overrides directly */
    uint32_t override_count;
    struct block *blocks; /* [0] is the entry */
    uint32_t block_count;
};

enum field_flags { FIELD_STATIC = 1 << 0, FIELD_BITFIELD = 1 << 1, FIELD_MUTABLE = 1 << 2 };

struct field {
    const char *name;
    struct type *type;
    struct loc loc;
};

struct base {
    const char *record; /* id; NULL when dependent */
    struct type *type;
};

enum record_flags {
    RECORD_UNION = 1 << 0,
    RECORD_TEMPLATE = 1 << 1,
    RECORD_POLYMORPHIC = 1 << 2,
    RECORD_ANONYMOUS = 1 << 3,
    RECORD_SYSTEM = 1 << 4, /* from a system header: only those that project records use */
};

struct record {
    const char *id, *name;
    struct loc loc;
    uint32_t flags; /* enum record_flags */
    struct base *bases;
    uint32_t base_count;
    struct field *fields; /* non-static data members, in order; those of anonymous members are spliced in */
    uint32_t field_count;
    const char *destructor; /* id; NULL: trivial or implicit without work */
};

enum storage { STORAGE_GLOBAL, STORAGE_INTERNAL, STORAGE_LOCAL_STATIC, STORAGE_MEMBER, STORAGE_THREAD };

/* Constants stored into a static variable by its initialiser: handler tables, static list heads. */
struct initial {
    struct selector *steps; /* where in the variable */
    uint32_t step_count;
    struct operand value; /* OPERAND_FUNCTION, OPERAND_ADDRESS of another static, OPERAND_INT, OPERAND_STRING, OPERAND_NULL */
};

/* A variable with static storage duration. Its dynamic initialiser, if any, is the function with id "init:" + id. */
struct variable {
    const char *id, *name;
    struct type *type;
    struct loc loc;
    enum storage storage;
    const char *function; /* STORAGE_LOCAL_STATIC: id of the function around */
    bool is_defined;      /* false: only declared (extern) here */
    struct initial *initials;
    uint32_t initial_count;
};

/* A function that is declared here and used, but has no body here. */
struct declaration {
    const char *id, *name;
    uint32_t flags; /* enum function_flags, and: */
    bool is_system; /* declared in a system header */
    const char *record;
    struct loc loc;
};

/* A comment addressed to linger: `linger:allow(...)`, `linger:immortal ...`, NOLINT with our rules; see rule/suppress.c. */
struct remark {
    struct loc loc;
    uint32_t line;    /* of the code it speaks of, in the same file */
    const char *text; /* from "linger:" or "NOLINT" to the end of the comment, trimmed */
};

/* How often a kind of cursor was met that lowering does not understand. */
struct unlowered {
    const char *cursor;
    uint32_t count;
    struct loc first;
};

enum module_status {
    MODULE_OK,
    MODULE_PARTIAL, /* diagnostics of error level: some statements are missing */
    MODULE_FAILED,  /* nothing usable */
};

/* A file whose text the facts depend on. */
struct dependency {
    const char *path;
    bool is_system;
};

struct module {
    struct arena *arena;
    struct intern *strings;
    bool owns_strings;
    const char *path;   /* of the unit's main file, like loc.file */
    const char *target; /* the object file the unit is compiled to (`output` of the compile command), or NULL */
    enum module_status status;
    const char *problem; /* first error, or why it failed; NULL when MODULE_OK */
    bool is_cxx, has_exceptions;
    struct type **types;
    uint32_t type_count;
    struct record *records;
    uint32_t record_count;
    struct variable *variables;
    uint32_t variable_count;
    struct function *functions;
    uint32_t function_count;
    struct declaration *declarations;
    uint32_t declaration_count;
    struct remark *remarks;
    uint32_t remark_count;
    struct unlowered *unlowered;
    uint32_t unlowered_count;
    struct dependency *dependencies;
    uint32_t dependency_count;
    uint64_t cursors_visited; /* the denominator for `unlowered` */
    uint64_t lines;           /* of project code lowered: main file and project headers' function bodies */
};

/* Owns an arena; and a string table of its own unless `shared` is given, which must outlive the module. Modules that share one
 * table can compare each other's strings by pointer: the linker needs that. */
struct module *module_new(struct intern *shared);
void module_free(struct module *module);

/* --- questions about types and places (type.c, place.c) -------------------------------------------------------------- */

bool type_is_pointer(const struct type *type); /* raw pointer */
bool type_is_record(const struct type *type);
struct type *type_strip(struct type *type);                  /* through references */
struct type *type_pointee(struct type *type);                /* through references and one pointer; NULL when it is none */
bool type_equal(const struct type *a, const struct type *b); /* across modules: by structure and ids */
char *type_format(const struct type *type);                  /* "std::vector<conn *>"; g_free */

bool place_equal(const struct place *a, const struct place *b);
bool operand_equal(const struct operand *a, const struct operand *b);
bool place_is_variable(const struct place *place); /* no steps */

/* --- control-flow graph (cfg.c) --------------------------------------------------------------------------------------- */

/* Fills preds, order and is_loop_head of every block; unwind edges count as edges. Memory from `arena`. */
void cfg_prepare(struct function *function, struct arena *arena);

/* --- printing and checking (print.c, verify.c) -------------------------------------------------------------------------- */

/* The text form: the same that the goldens hold; stable, without machine paths. */
void ir_print_module(GString *out, const struct module *module, const char *only_function /* display name, or NULL: all */);
void ir_print_function(GString *out, const struct function *function);
void ir_print_cfg_dot(GString *out, const struct function *function);
void ir_print_instr(GString *out, const struct function *function, const struct instr *instr);
void ir_print_place(GString *out, const struct function *function, const struct place *place);
void ir_print_operand(GString *out, const struct function *function, const struct operand *operand);
const char *ir_op_name(enum op op);
const char *ir_binary_operator_text(enum binary_operator operator);

/* NULL when every invariant holds; else a sentence saying which function and instruction breaks one. g_free. */
char *ir_verify(const struct module *module);

/* --- bytes (bytes.c): one format for the cache, `linger index` files and the worker pipe ---------------------------------- */

enum { IR_BYTES_VERSION = 2 };

GByteArray *module_to_bytes(const struct module *module);

struct error;
/* A fresh module, or NULL and a sentence: wrong magic, other version, truncated, inconsistent. Never trusts the bytes.
 * `shared` as in module_new(). */
struct module *module_from_bytes(const uint8_t *bytes, size_t size, struct intern *shared, struct error *err);

#endif
