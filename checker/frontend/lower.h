/* lower.h: the context that lowering one unit carries around, and what its files offer each other.
 *
 * Expressions become operands. OPERAND_PLACE serves as lvalue and as rvalue: "the place, or what is stored in it"; an array
 * that decays and a bound reference are OPERAND_ADDRESS. A caller that has a destination passes it in `want.into`; a handler
 * may write there and then returns exactly that place, anything else the caller copies. */
#ifndef LINGER_FRONTEND_LOWER_H
#define LINGER_FRONTEND_LOWER_H

#include "frontend/clang.h"
#include "frontend/frontend.h"
#include "ir/build.h"

struct cursors {
    CXCursor *items;
    uint32_t count;
};

/* What we know about a file of the unit. */
struct file_info {
    const char *path; /* like loc.file; NULL: unknown */
    const char *text; /* libclang's buffer, read on demand */
    bool is_system, knows_system;
    size_t length;
};

/* What we know about a declaration; filled once. */
struct decl_info {
    CXCursor cursor; /* of templates' patterns rather than their specialisations */
    const char *id;
    const char *name;   /* qualified */
    const char *member; /* last part */
    struct loc loc;
    bool is_system;
    bool is_internal;
};

struct want {
    struct place *into; /* destination, or NULL */
    bool unused;        /* the value is not needed */
};

/* A destructor or cleanup function that is due, or a try block around. Innermost last. */
struct cleanup {
    struct place *place; /* NULL: a try block */
    struct call *call;
    struct loc loc;
    uint32_t landing;   /* block that exceptions go to; NO_BLOCK: not made yet */
    bool is_base;       /* a base's destructor: a call on the object, not its end */
    bool only_unwind;   /* constructors: members end only when an exception passes */
    CXCursor at, scope; /* what declared it, and the compound statement around; for gotos */
};

struct jump {
    uint32_t on_break, on_continue; /* NO_BLOCK: not a target of it */
    guint depth;                    /* cleanups that stay */
};

struct label {
    uint32_t block;
    bool address_taken;
};

/* A function being lowered; closures and local classes' methods nest. */
struct context {
    struct context *parent;
    struct function *function;
    struct body *body;
    GHashTable *variables;  /* declaration key -> struct place * */
    GHashTable *labels;     /* LabelStmt key -> struct label * */
    GArray *cleanups;       /* struct cleanup */
    GArray *jumps;          /* struct jump */
    GArray *indirect;       /* uint32_t: blocks that end in a computed goto */
    GArray *captures;       /* struct capture, closures only; values are the parent's operands */
    char default_capture;   /* '&', '=', or 0 */
    struct type *this_type; /* pointee; NULL outside methods */
    struct place *self;     /* the object whose default member initialisers are lowered in place, or NULL */
    bool this_by_copy;
    int this_capture; /* index into captures, or -1 */
    uint32_t lambdas; /* numbered so far */
    uint32_t literals;
    struct switch_state *current_switch;
    bool is_static_value; /* a static variable's initialiser: constants, no macros */
    CXCursor scope;       /* innermost compound statement */
};

struct lower {
    const struct frontend_input *input;
    CXTranslationUnit unit;
    struct module *module;
    struct builder *builder;
    struct intern *strings;
    struct arena *arena;   /* the module's */
    struct arena *scratch; /* cursors of the function being lowered */
    GArray *cursor_stack;
    GHashTable *types;          /* type key -> struct type * */
    GHashTable *decls;          /* declaration key -> struct decl_info * */
    GHashTable *files;          /* CXFile -> struct file_info * */
    GHashTable *closures;       /* closure class's declaration key -> id of the body */
    GHashTable *ends;           /* type key -> struct record_end *: what a scope end of the type does */
    GHashTable *implicit;       /* record id -> being made: guards recursion of implicit destructors */
    GHashTable *function_names; /* name -> CXCursor *; for cleanup attributes, built on demand */
    struct macros *macros;
    unsigned open_macros;   /* expansions whose body is being lowered */
    GArray *system_records; /* CXCursor: to be described at the end */
    GHashTable *system_seen;
    struct context *context;  /* NULL between functions */
    uint32_t unlowered[1024]; /* by cursor kind */
    struct loc unlowered_at[1024];
    CXFile last_file;
    struct file_info *last_info;
    struct type *unknown, *void_type, *int_type, *bool_type, *string_type;
    bool in_template;
    bool in_conditional; /* inside an operand that is evaluated on some paths only */
};

typedef struct operand expression_handler(struct lower *l, CXCursor cursor, struct want want);
typedef void statement_handler(struct lower *l, CXCursor cursor);

/* --- lower.c ---------------------------------------------------------------------------------------------------------- */

struct cursors children_of(struct lower *l, CXCursor cursor);
struct loc loc_of(struct lower *l, CXCursor cursor);
struct loc loc_at(struct lower *l, CXSourceLocation location);
struct file_info *file_of(struct lower *l, CXFile file);
bool file_is_system(struct lower *l, CXFile file);
unsigned offset_of(CXCursor cursor); /* of the expansion location */
void count_unlowered(struct lower *l, CXCursor cursor);
void lower_top_level(struct lower *l);

enum role { ROLE_UNKNOWN, ROLE_EXPRESSION, ROLE_STATEMENT, ROLE_THROUGH, ROLE_IGNORE };
struct cursor_row {
    enum role role;
    expression_handler *expression;
    statement_handler *statement;
    const char *why;
};
const struct cursor_row *cursor_row(enum CXCursorKind kind);

struct context *context_push(struct lower *l, struct function *function);
void context_pop(struct lower *l, bool keep); /* finishes the body and adds the function */

/* --- lower_type.c ----------------------------------------------------------------------------------------------------- */

struct type *type_of(struct lower *l, CXCursor cursor);
struct type *lower_type(struct lower *l, CXType type);
const struct decl_info *decl_of(struct lower *l, CXCursor declaration);
bool type_is_smart_pointer(const struct type *type);
const char *qualified_name(struct lower *l, CXCursor declaration);
struct type *type_of_record(struct lower *l, CXCursor declaration); /* the class itself; works for templates */

/* --- lower_decl.c ----------------------------------------------------------------------------------------------------- */

void lower_declaration(struct lower *l, CXCursor cursor);
void lower_record(struct lower *l, CXCursor cursor);
const char *note_function(struct lower *l, CXCursor declaration); /* its id; remembers it as used */
struct place *static_place(struct lower *l, CXCursor declaration);
uint32_t function_flags_of(struct lower *l, CXCursor cursor);
void lower_function(struct lower *l, CXCursor cursor);
void lower_parameters(struct lower *l, const struct cursors *kids, struct function *function);
void lower_static_variable(struct lower *l, CXCursor cursor, enum storage storage, const char *function);

/* --- lower_stmt.c ----------------------------------------------------------------------------------------------------- */

void lower_statement(struct lower *l, CXCursor cursor);
struct operand lower_compound(struct lower *l, CXCursor cursor, const struct want *value);
void lower_condition(struct lower *l, CXCursor cursor, uint32_t on_true, uint32_t on_false);
/* The same as a full expression: its temporaries end on both edges. */
void lower_test(struct lower *l, CXCursor cursor, uint32_t on_true, uint32_t on_false);
void branch_on(struct lower *l, struct operand value, uint32_t on_true, uint32_t on_false, struct loc loc);
void lower_local(struct lower *l, CXCursor variable);
uint32_t lower_head(struct lower *l, const struct cursors *kids);
void lower_discard(struct lower *l, CXCursor cursor); /* a full expression whose value nobody wants */
/* Where control is when a loop's or switch's body is lowered. */
void jump_push(struct lower *l, uint32_t on_break, uint32_t on_continue);
void jump_pop(struct lower *l);
/* The characters of the cursor's file if the cursor is not in a macro, else NULL; `offset` is where it starts. */
const char *text_at(struct lower *l, CXCursor cursor, unsigned *offset, size_t *length);
unsigned start_offset(CXCursor cursor);
void finish_labels(struct lower *l);
struct label *label_of(struct lower *l, CXCursor label);

/* --- lower_expr.c, lower_init.c ----------------------------------------------------------------------------------------------
 */

struct operand lower_expression(struct lower *l, CXCursor cursor, struct want want);
struct operand lower_value(struct lower *l, CXCursor cursor); /* no destination */
void lower_into(struct lower *l, CXCursor cursor, struct place *dst);
struct place *place_of(struct lower *l, struct operand operand, struct loc loc); /* as an lvalue; spills values to a temporary */
struct operand address_of(struct lower *l, struct operand operand, struct loc loc);
struct place *pointee_of(struct lower *l, struct operand pointer, struct type *type, struct loc loc);
struct place *fresh_temp(struct lower *l, struct type *type);
struct operand snapshot(struct lower *l, struct operand operand, struct loc loc); /* its value now, in a temporary */
void emit_copy(struct lower *l, struct place *dst, struct operand value, struct loc loc);
void emit_move(struct lower *l, struct place *dst, struct operand value, struct loc loc);
CXCursor strip(struct lower *l, CXCursor cursor); /* parentheses and implicit casts away */
bool fold_integer(struct lower *l, CXCursor cursor, int64_t *value);
void lower_initialiser_list(struct lower *l, CXCursor cursor, struct place *dst);
/* Constants go to variable->initials, the rest becomes code of the current context. */
void lower_static_value(struct lower *l, CXCursor initialiser, struct variable *variable);
bool is_offsetof(struct lower *l, CXCursor cursor, struct cursors *parts);

struct operand declared_operand(struct lower *l, CXCursor declaration, CXCursor use);
struct place *field_place(struct lower *l, struct place *base, CXCursor field);
/* The object a member expression selects from; `base_cursor` is set when the source spells it. */
struct place *member_base(struct lower *l, CXCursor cursor, CXCursor *base_cursor);
struct place *element_of(struct lower *l, struct operand pointer, struct operand key, struct type *type, struct loc loc);
const char *unquote(struct lower *l, const char *quoted);
/* What a value becomes as `to`: zero as a pointer, an array as its address. */
struct operand converted(struct operand value, struct type *from, struct type *to);

/* --- lower_operator.c ------------------------------------------------------------------------------------------------- */

bool fold_unary(enum CXUnaryOperatorKind kind, int64_t *value);
bool fold_binary(enum CXBinaryOperatorKind kind, int64_t left, int64_t right, int64_t *value);
bool comparison_of(CXCursor cursor, enum binary_operator *operator);
struct operand binary_value(struct lower *l, enum binary_operator operator, struct operand left, struct operand right,
                            struct type *type, struct want want, struct loc loc);
struct operand lower_elvis(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want);

/* --- lower_call.c ----------------------------------------------------------------------------------------------------- */

struct call *call_new(struct lower *l, CXCursor callee); /* of a known function; receiver not filled in */
/* Emits a call with unwinding and no-return; `dst` may be NULL. */
void emit_call(struct lower *l, struct call *call, struct place *dst, const struct operand *args, uint32_t count, struct loc loc);
/* The arguments as passed to a function of type `function`; appended to `args` (struct operand). */
void lower_arguments(struct lower *l, CXCursor call, CXType function, uint32_t skip, GArray *args);
struct operand lower_argument(struct lower *l, CXCursor argument, CXType parameter);
/* Emits the call and gives its value: a fresh temporary unless wanted elsewhere; through references. */
struct operand call_result(struct lower *l, CXCursor cursor, struct call *call, CXType result, const GArray *args,
                           struct want want);

/* --- lower_scope.c ---------------------------------------------------------------------------------------------------- */

guint scope_depth(const struct lower *l);
void scope_push_end(struct lower *l, struct place *place, struct call *call, CXCursor at);
void scope_push_variable(struct lower *l, CXCursor variable, struct place *place);
void scope_push_temporary(struct lower *l, struct place *temp, CXType type, CXCursor at);
void scope_exit_to(struct lower *l, guint depth, struct loc loc); /* emits the ends above depth, innermost first; they stay due */
void scope_pop_to(struct lower *l, guint depth, struct loc loc);  /* the same, and they are done */
/* A temporary bound to a reference lives as long as that: takes its end over from the full expression begun at `depth`. */
guint scope_extend(struct lower *l, guint depth, const struct operand *address); /* the depth to pop to */
void scope_forget_to(struct lower *l, guint depth);
void scope_pop_at(struct lower *l, guint depth, CXCursor at); /* scope_pop_to; asks for the place only when needed */
uint32_t scope_landing(struct lower *l);                      /* where an exception goes from here */
struct call *destructor_call(struct lower *l, CXType type, struct place *place); /* NULL: nothing to do */
/* The implicit destructor of a record whose members have one: its id, once lowered; NULL: nothing to do. */
const char *make_implicit_destructor(struct lower *l, CXCursor record);
/* __attribute__((cleanup(f))): the call of f(&variable), or NULL. */
struct call *cleanup_attribute_call(struct lower *l, CXCursor variable, struct place *place);
bool type_needs_end(struct lower *l, CXType type);
bool type_has_virtual_destructor(struct lower *l, CXType type);
bool is_unresolved_list(CXCursor cursor); /* (a, b) after a type that depends on a template parameter */
void construct_dependent(struct lower *l, struct place *dst, const struct cursors *values, struct loc loc);
/* T{a, b} of a class with constructors: false when the class has none. */
bool construct_from_list(struct lower *l, CXType type, struct place *place, const struct cursors *values, struct loc loc);

/* --- lower_lambda.c --------------------------------------------------------------------------------------------------- */

/* An enclosing function's variable inside a closure's body: a capture (made on demand for default captures), or NULL. */
struct place *captured_variable(struct lower *l, struct context *context, CXCursor declaration);
struct operand this_operand(struct lower *l); /* the pointer `this`; OPERAND_NONE where there is none */

/* --- lower_cxx.c ------------------------------------------------------------------------------------------------------ */

struct type *smart_target(struct lower *l, const struct type *smart);
bool member_is_arrow(struct lower *l, CXCursor member);     /* `a->b` rather than `a.b`, in templates */
const char *member_token(struct lower *l, CXCursor member); /* the name as written; NULL in macros */
bool lower_unexposed_cxx(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want, struct operand *result);
struct operand lower_await(struct lower *l, CXCursor cursor, struct want want);
/* The C++ forms of calls: constructors, operators, smart pointers, members. False: an ordinary call. */
bool lower_cxx_call(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want, struct operand *result);
void lower_member_initialisers(struct lower *l, CXCursor constructor);
void lower_bindings(struct lower *l, CXCursor variable, struct place *place); /* auto [a, b] = … */
const char *closure_of_call_operator(struct lower *l, CXCursor method);       /* id of the lambda's body, or NULL */
bool cursor_is_in_template(CXCursor cursor);                                  /* a member of a class template */
/* An argument that is std::move(x): moves x into a temporary and passes that. */
bool lower_moved_argument(struct lower *l, CXCursor argument, CXType parameter, struct operand *result);
bool cursor_is_decomposition(struct lower *l, CXCursor cursor);
bool lower_coroutine_statement(struct lower *l, CXCursor cursor);
void lower_destructor_begin(struct lower *l, CXCursor destructor); /* members and bases are due to end */
void lower_default_members(struct lower *l, CXCursor constructor, struct place *dst, struct loc loc);
bool cursor_is_move(struct lower *l, CXCursor cursor); /* std::move(x), std::forward<T>(x) */
/* p == q on smart pointers: fills the condition. */
bool smart_comparison(struct lower *l, CXCursor cursor, struct condition *condition);

/* --- lower_macro.c ---------------------------------------------------------------------------------------------------- */

void macros_collect(struct lower *l);
void macros_free(struct lower *l);
/* When `cursor` is the outermost node of a function-like macro's expansion not seen yet: closes the current block with a
 * TERM_MACRO and returns the join block, to be entered after the body; else NO_BLOCK. `end` receives the expansion's end. */
struct macro_use *macro_begin(struct lower *l, CXCursor cursor);
bool macro_is_due(struct lower *l, CXCursor cursor); /* macro_begin would not return NULL */
bool macro_covers(struct lower *l, const struct macro_use *use, CXCursor next);
void macro_end(struct lower *l, struct macro_use *use, struct operand *value, struct place *into);

/* --- remarks.c -------------------------------------------------------------------------------------------------------- */

void collect_remarks(struct lower *l);

#endif
