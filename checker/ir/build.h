/* build.h: making modules: interned types and declarations of a module, then function bodies block by block.
 *
 * A `struct body` collects one function. Instructions go to its current block; a block that got its terminator is closed, and
 * what follows (dead code) goes to a fresh one. body_finish() threads empty blocks away, joins straight lines, drops what the
 * entry cannot reach, and writes the arrays into the module's arena. All results belong to the module. */
#ifndef LINGER_IR_BUILD_H
#define LINGER_IR_BUILD_H

#include "ir/ir.h"

struct builder {
    struct module *module;
    GHashTable *types;                                                      /* structural key -> struct type * */
    GPtrArray *type_list;                                                   /* struct type *, index order */
    GArray *extents;                                                        /* struct type_extent, likewise */
    GHashTable *variable_ids, *record_ids, *function_ids, *declaration_ids; /* id -> position + 1 */
    GArray *variables, *records, *functions, *declarations, *remarks, *dependencies, *unlowered;
};

struct builder *builder_new(struct module *module);
/* Writes everything collected into the module and frees the builder. Declarations of functions that have a body are dropped. */
void builder_finish(struct builder *builder);

/* The module's one type equal to `shape` (whose strings are interned and whose target and args are the module's). One that would
 * be too large loses its template arguments, or is unknown. */
struct type *builder_type(struct builder *builder, const struct type *shape);
struct type *builder_pointer_to(struct builder *builder, struct type *target);

/* Each returns false when the id is known already (the first wins). */
bool builder_add_record(struct builder *builder, const struct record *record);
bool builder_add_function(struct builder *builder, const struct function *function);
bool builder_add_declaration(struct builder *builder, const struct declaration *declaration);
/* Adds, or replaces a mere declaration by a definition. */
void builder_add_variable(struct builder *builder, const struct variable *variable);
bool builder_has_record(const struct builder *builder, const char *id);
bool builder_has_function(const struct builder *builder, const char *id);
bool builder_has_variable(const struct builder *builder, const char *id);

struct body {
    struct builder *builder;
    struct arena *arena;
    struct function *function;
    GPtrArray *blocks; /* struct body_block * */
    GArray *locals;    /* struct local */
    uint32_t current;  /* block that receives instructions */
};

struct body *body_new(struct builder *builder, struct function *function);
void body_finish(struct body *body); /* fills function->blocks, locals, temp_count; frees the body */
void body_discard(struct body *body);

uint32_t body_block(struct body *body);             /* a new, empty block, not current */
void body_enter(struct body *body, uint32_t block); /* makes it current */
bool body_is_open(const struct body *body);         /* the current block has no terminator yet */
uint32_t body_local(struct body *body, const char *name, struct type *type, struct loc loc);
struct instr *body_append(struct body *body, enum op op, struct loc loc); /* valid until the next append */
/* Changes whenever something was emitted since the last look. */
uint64_t body_mark(const struct body *body);
bool body_is_untouched(const struct body *body); /* nothing was emitted at all */
/* The current block's exceptions go to `unwind` from here on; starts a new block when earlier calls in it go elsewhere. */
void body_set_unwind(struct body *body, uint32_t unwind);

void body_goto(struct body *body, uint32_t target, struct loc loc);
void body_branch(struct body *body, struct condition condition, uint32_t on_true, uint32_t on_false, struct loc loc);
/* Any other terminator; `succs` is copied. */
void body_terminate(struct body *body, enum terminator_kind kind, const uint32_t *succs, uint32_t count, struct loc loc);
/* The terminator of a closed block, to be filled in further. */
struct terminator *body_terminator(struct body *body, uint32_t block);
/* Replaces the successors of a closed block (computed goto, switch). */
void body_set_succs(struct body *body, uint32_t block, const uint32_t *succs, uint32_t count);

/* --- places and operands ---------------------------------------------------------------------------------------------- */

struct place *place_root(struct arena *arena, enum place_root root, uint32_t index, struct type *type);
struct place *place_static(struct arena *arena, const char *symbol, struct type *type);
struct place *place_temp(struct body *body, struct type *type);
struct place *place_field(struct arena *arena, const struct place *base, const char *field, const char *record,
                          struct type *type);
struct place *place_deref(struct arena *arena, const struct place *base, struct type *type);
struct place *place_element(struct arena *arena, const struct place *base, struct operand key, struct type *type);
struct place *place_outer(struct arena *arena, const struct place *base, const char *field, const char *record,
                          struct type *type);

struct operand operand_none(struct type *type);
struct operand operand_place(struct place *place);
struct operand operand_address(struct place *place, struct type *type);
struct operand operand_null(struct type *type);
struct operand operand_int(int64_t number, struct type *type);
struct operand operand_string(const char *text, struct type *type);
struct operand operand_function(const char *id, struct type *type);

/* The instruction's operands, copied into the arena. */
void instr_set_args(struct arena *arena, struct instr *instr, const struct operand *args, uint32_t count);

#endif
