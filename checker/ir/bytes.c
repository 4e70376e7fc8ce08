/* bytes.c: a module as bytes and back.
 *
 * A head (magic, version, checksum of the rest; little endian), then the module's structures in the order of ir.h, as codec.h
 * writes them. Types come first and are referred to by position. Within a function every access path is written once, where it
 * first occurs, and by number after that; places that were equal are one object when read back. Fields that ir.h gives a meaning
 * only for some kinds are written for those kinds only. What cfg_prepare() computes is not written.
 *
 * The checksum finds accidents; malice is met by codec.h (memory safety) and ir_verify() (everything else). */
#include "base/error.h"
#include "base/hash.h"
#include "ir/codec.h"

static const uint8_t magic[4] = {'L', 'N', 'G', 'R'};

enum {
    HEAD_BYTES = 24, /* magic, version, both halves of the hash */
    KEY_DEPTH_MAX = 100,
};

/* --- types, places, operands ------------------------------------------------------------------------------------------- */

static void code_type(struct codec *c, struct type **type)
{
    const struct module *module = c->module;
    uint64_t number = 0;
    if (c->writing && *type != NULL) {
        if ((*type)->index >= module->type_count || module->types[(*type)->index] != *type)
            bug("a type of '%s' is not in its module's list", module->path);
        number = (uint64_t)(*type)->index + 1;
    }
    codec_number(c, &number, module->type_count);
    if (!c->writing)
        *type = number > 0 ? module->types[number - 1] : NULL;
}

static void code_type_list(struct codec *c, struct type ***types, uint32_t *count)
{
    CODEC_ARRAY(c, *types, *count, 1);
    for (uint32_t i = 0; i < *count; i++)
        code_type(c, &(*types)[i]);
}

static void code_types(struct codec *c, struct module *module)
{
    CODEC_ARRAY(c, module->types, module->type_count, 5);
    if (!c->writing) {
        struct type *types = arena_new_array(module->arena, struct type, module->type_count);
        for (uint32_t i = 0; i < module->type_count; i++) {
            module->types[i] = &types[i];
            types[i].index = i;
        }
    }
    for (uint32_t i = 0; i < module->type_count; i++) {
        struct type *type = module->types[i];
        uint64_t bits = codec_bits(c, (uint64_t)type->kind | (uint64_t)type->is_const << 4 | (uint64_t)type->is_rvalue << 5, 63);
        if (!c->writing) {
            type->kind = bits & 15;
            type->is_const = (bits & 16) != 0;
            type->is_rvalue = (bits & 32) != 0;
        }
        codec_string(c, &type->name);
        codec_string(c, &type->record);
        code_type(c, &type->target);
        code_type_list(c, &type->args, &type->arg_count);
    }
}

static void code_place(struct codec *c, struct place **place);

static void code_operand(struct codec *c, struct operand *operand)
{
    enum { TYPED = 8, TYPED_AS_PLACE = 16 };
    bool is_like_place = operand->type != NULL && operand->kind == OPERAND_PLACE && operand->place != NULL &&
                         operand->type == operand->place->type;
    uint64_t bits = (uint64_t)operand->kind | (is_like_place ? TYPED_AS_PLACE : operand->type != NULL ? TYPED : 0);
    bits = codec_bits(c, bits, 31);
    if (!c->writing)
        operand->kind = bits & 7;
    switch (operand->kind) {
    case OPERAND_PLACE:
    case OPERAND_ADDRESS:
        code_place(c, &operand->place);
        break;
    case OPERAND_INT:
        codec_i64(c, &operand->number);
        break;
    case OPERAND_STRING:
    case OPERAND_FUNCTION:
        codec_string(c, &operand->text);
        break;
    case OPERAND_NONE:
    case OPERAND_NULL:
        break;
    }
    if ((bits & TYPED) != 0)
        code_type(c, &operand->type);
    else if (!c->writing && (bits & TYPED_AS_PLACE) != 0 && operand->place != NULL)
        operand->type = operand->place->type;
}

static void code_steps(struct codec *c, struct selector *steps, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct selector *step = &steps[i];
        CODEC_ENUM(c, step->kind, SELECT_OUTER);
        switch (step->kind) {
        case SELECT_FIELD:
        case SELECT_OUTER:
            codec_string(c, &step->field);
            codec_string(c, &step->record);
            break;
        case SELECT_DEREF:
            break;
        case SELECT_ELEMENT:
            if (!c->writing)
                step->key = arena_new_item(c->arena, struct operand);
            c->depth++;
            code_operand(c, step->key);
            c->depth--;
            break;
        }
    }
}

static void code_new_place(struct codec *c, struct place *place)
{
    uint64_t bits = codec_bits(c, (uint64_t)place->root | (uint64_t)place->step_count << 3, UINT64_C(8) * UINT32_MAX);
    if (!c->writing) {
        place->root = bits & 7;
        place->step_count = (uint32_t)(bits >> 3);
        if (place->step_count > (size_t)(c->end - c->at)) {
            codec_fail(c, "an access path is longer than the bytes that are left");
            place->step_count = 0;
        }
        place->steps = place->step_count > 0 ? arena_new_array(c->arena, struct selector, place->step_count) : NULL;
    }
    if (place->root == ROOT_STATIC)
        codec_string(c, &place->symbol);
    else if (place->root != ROOT_THIS)
        codec_u32(c, &place->index);
    code_type(c, &place->type);
    code_steps(c, place->steps, place->step_count);
}

/* Equal in everything, not just place_equal(): strings and types of one module by pointer. */
static gboolean is_same_place(gconstpointer left, gconstpointer right);

static bool is_same_key(const struct operand *a, const struct operand *b)
{
    return a->kind == b->kind && a->type == b->type && a->number == b->number && a->text == b->text &&
           (a->place == b->place || (a->place != NULL && b->place != NULL && is_same_place(a->place, b->place)));
}

static gboolean is_same_place(gconstpointer left, gconstpointer right)
{
    const struct place *a = left, *b = right;
    if (a == b)
        return TRUE;
    if (a->root != b->root || a->index != b->index || a->symbol != b->symbol || a->step_count != b->step_count ||
        a->type != b->type)
        return FALSE;
    for (uint32_t i = 0; i < a->step_count; i++) {
        const struct selector *s = &a->steps[i], *t = &b->steps[i];
        if (s->kind != t->kind || s->field != t->field || s->record != t->record)
            return FALSE;
        if (s->kind == SELECT_ELEMENT && !is_same_key(s->key, t->key))
            return FALSE;
    }
    return TRUE;
}

static guint hash_place(gconstpointer data)
{
    const struct place *place = data;
    uint64_t hash = (uint64_t)place->root * 31 + place->index;
    hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uintptr_t)place->symbol;
    hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uintptr_t)place->type;
    for (uint32_t i = 0; i < place->step_count; i++) {
        const struct operand *key = place->steps[i].kind == SELECT_ELEMENT ? place->steps[i].key : NULL;
        hash = hash * UINT64_C(0x9e3779b97f4a7c15) + (uintptr_t)place->steps[i].field + place->steps[i].kind;
        if (key != NULL)
            hash = hash * 31 + (uint64_t)key->number + (key->place != NULL ? hash_place(key->place) : 0);
    }
    return (guint)(hash >> 32 ^ hash);
}

/* Paths are numbered within a function or a variable. */
static void start_scope(struct codec *c)
{
    g_ptr_array_set_size(c->places, 0);
    if (!c->writing)
        return;
    if (c->place_numbers == NULL)
        c->place_numbers = g_hash_table_new(hash_place, is_same_place);
    g_hash_table_remove_all(c->place_numbers);
}

static void write_place(struct codec *c, struct place *place)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(c->place_numbers, place));
    bool is_new = number == 0;
    if (is_new)
        number = c->places->len + 1;
    codec_bits(c, number, UINT64_MAX);
    if (!is_new)
        return;
    code_new_place(c, place);
    g_ptr_array_add(c->places, place);
    g_hash_table_insert(c->place_numbers, place, GUINT_TO_POINTER(number));
}

static struct place *read_place(struct codec *c)
{
    guint known = c->places->len;
    uint64_t number = codec_bits(c, 0, (uint64_t)known + 1);
    if (number == 0)
        return NULL;
    if (number <= known)
        return c->places->pdata[number - 1];
    struct place *place = arena_new_item(c->arena, struct place);
    code_new_place(c, place);
    g_ptr_array_add(c->places, place);
    return place;
}

/* Paths within element keys are written in full: sharing them would let few bytes describe a tree of any size. */
static void code_key_place(struct codec *c, struct place **place)
{
    if (c->depth > KEY_DEPTH_MAX)
        codec_fail(c, "element keys are nested too deeply");
    bool has_place = codec_bits(c, *place != NULL, 1) != 0;
    if (!c->writing)
        *place = has_place ? arena_new_item(c->arena, struct place) : NULL;
    if (has_place)
        code_new_place(c, *place);
}

static void code_place(struct codec *c, struct place **place)
{
    if (c->depth > 0)
        code_key_place(c, place);
    else if (!c->writing)
        *place = read_place(c);
    else if (*place != NULL)
        write_place(c, *place);
    else
        codec_bits(c, 0, 0);
}

/* --- instructions and blocks --------------------------------------------------------------------------------------------- */

static void code_call(struct codec *c, struct call *call)
{
    enum { RECEIVER = 1, RECEIVER_TYPE = 2, TARGET = 4, TEMPLATE_ARGS = 8, NAMED_AS_MEMBER = 16, FLAGS = 32 };
    uint64_t bits = (uint64_t)call->flags * FLAGS | (call->receiver.kind != OPERAND_NONE ? RECEIVER : 0) |
                    (call->receiver_type != NULL ? RECEIVER_TYPE : 0) | (call->target.kind != OPERAND_NONE ? TARGET : 0) |
                    (call->template_arg_count > 0 ? TEMPLATE_ARGS : 0) | (call->member == call->name ? NAMED_AS_MEMBER : 0);
    bits = codec_bits(c, bits, (uint64_t)UINT32_MAX * FLAGS + FLAGS - 1);
    if (!c->writing)
        call->flags = (uint32_t)(bits / FLAGS);
    codec_string(c, &call->callee);
    codec_string(c, &call->name);
    if ((bits & NAMED_AS_MEMBER) == 0)
        codec_string(c, &call->member);
    else if (!c->writing)
        call->member = call->name;
    if ((bits & RECEIVER) != 0)
        code_operand(c, &call->receiver);
    if ((bits & RECEIVER_TYPE) != 0)
        code_type(c, &call->receiver_type);
    if ((bits & TARGET) != 0)
        code_operand(c, &call->target);
    if ((bits & TEMPLATE_ARGS) != 0)
        code_type_list(c, &call->template_args, &call->template_arg_count);
}

static void code_captures(struct codec *c, struct capture **captures, uint32_t *count)
{
    CODEC_ARRAY(c, *captures, *count, 4);
    for (uint32_t i = 0; i < *count; i++) {
        struct capture *capture = &(*captures)[i];
        CODEC_ENUM(c, capture->kind, CAPTURE_THIS_COPY);
        codec_string(c, &capture->name);
        code_type(c, &capture->type);
        code_operand(c, &capture->value);
    }
}

static void code_instr(struct codec *c, struct instr *instr)
{
    enum { OPS = 16, DST = 16, TYPE = 32, CALL = 64, CLOSURE = 128 };
    G_STATIC_ASSERT((int)OP_COUNT <= (int)OPS);
    uint64_t bits = (uint64_t)instr->op | (instr->dst != NULL ? DST : 0) | (instr->type != NULL ? TYPE : 0) |
                    (instr->call != NULL ? CALL : 0) | (instr->closure != NULL ? CLOSURE : 0);
    bits = codec_bits(c, bits, 255);
    if (!c->writing) {
        instr->op = bits % OPS;
        instr->call = (bits & CALL) != 0 ? arena_new_item(c->arena, struct call) : NULL;
        instr->closure = (bits & CLOSURE) != 0 ? arena_new_item(c->arena, struct closure) : NULL;
    }
    codec_loc(c, &instr->loc);
    if (instr->op == OP_BINARY)
        CODEC_ENUM(c, instr->operator, BINARY_GE);
    if ((bits & DST) != 0)
        code_place(c, &instr->dst);
    CODEC_ARRAY(c, instr->args, instr->arg_count, 1);
    for (uint32_t i = 0; i < instr->arg_count; i++)
        code_operand(c, &instr->args[i]);
    if ((bits & TYPE) != 0)
        code_type(c, &instr->type);
    if ((bits & CALL) != 0)
        code_call(c, instr->call);
    if ((bits & CLOSURE) != 0) {
        codec_string(c, &instr->closure->function);
        code_captures(c, &instr->closure->captures, &instr->closure->capture_count);
    }
}

static void code_cases(struct codec *c, struct terminator *term)
{
    uint32_t count = term->succ_count > 0 ? term->succ_count - 1 : 0;
    if (!c->writing)
        term->cases = arena_new_array(c->arena, int64_t, count);
    for (uint32_t i = 0; i < count; i++)
        codec_i64(c, &term->cases[i]);
}

static void code_terminator(struct codec *c, struct terminator *term)
{
    CODEC_ENUM(c, term->kind, TERM_UNREACHABLE);
    codec_loc(c, &term->loc);
    CODEC_ARRAY(c, term->succs, term->succ_count, 1);
    for (uint32_t i = 0; i < term->succ_count; i++)
        codec_u32(c, &term->succs[i]);
    switch (term->kind) {
    case TERM_BRANCH:
        code_operand(c, &term->condition.left);
        CODEC_ENUM(c, term->condition.operator, BINARY_GE);
        code_operand(c, &term->condition.right);
        break;
    case TERM_SWITCH:
        code_operand(c, &term->condition.left);
        code_cases(c, term);
        break;
    case TERM_RETURN:
    case TERM_THROW:
        code_operand(c, &term->value);
        break;
    case TERM_MACRO:
        if (!c->writing)
            term->macro = arena_new_item(c->arena, struct instr);
        code_instr(c, term->macro);
        break;
    case TERM_GOTO:
    case TERM_CHOICE:
    case TERM_RESUME:
    case TERM_UNREACHABLE:
        break;
    }
}

static void code_block(struct codec *c, struct block *block)
{
    CODEC_ARRAY(c, block->instrs, block->instr_count, 4);
    for (uint32_t i = 0; i < block->instr_count; i++)
        code_instr(c, &block->instrs[i]);
    code_terminator(c, &block->term);
    uint64_t unwind = codec_bits(c, block->unwind == NO_BLOCK ? 0 : (uint64_t)block->unwind + 1, NO_BLOCK);
    if (!c->writing)
        block->unwind = unwind == 0 ? NO_BLOCK : (uint32_t)(unwind - 1);
}

/* --- declarations ------------------------------------------------------------------------------------------------------- */

static void code_locals(struct codec *c, struct local **locals, uint32_t *count)
{
    CODEC_ARRAY(c, *locals, *count, 4);
    for (uint32_t i = 0; i < *count; i++) {
        codec_string(c, &(*locals)[i].name);
        code_type(c, &(*locals)[i].type);
        codec_loc(c, &(*locals)[i].loc);
    }
}

static void code_function(struct codec *c, struct function *function)
{
    start_scope(c);
    codec_string(c, &function->id);
    codec_string(c, &function->name);
    codec_string(c, &function->display);
    codec_loc(c, &function->loc);
    codec_u32(c, &function->flags);
    codec_string(c, &function->record);
    code_type(c, &function->result);
    code_locals(c, &function->params, &function->param_count);
    code_locals(c, &function->locals, &function->local_count);
    /* Whoever analyses the function makes tables of this size: it may not be out of proportion. */
    uint64_t temps_max = c->writing ? UINT32_MAX : (uint64_t)(c->end - c->at) * 16 + 4096;
    codec_u32_upto(c, &function->temp_count, temps_max);
    code_captures(c, &function->captures, &function->capture_count);
    codec_string(c, &function->parent);
    CODEC_ARRAY(c, function->overrides, function->override_count, 1);
    for (uint32_t i = 0; i < function->override_count; i++)
        codec_string(c, &function->overrides[i]);
    CODEC_ARRAY(c, function->blocks, function->block_count, 6);
    for (uint32_t i = 0; i < function->block_count; i++) {
        code_block(c, &function->blocks[i]);
        if (!c->writing)
            function->blocks[i].index = i;
    }
    codec_loc(c, &function->end);
}

static void code_record(struct codec *c, struct record *record)
{
    codec_string(c, &record->id);
    codec_string(c, &record->name);
    codec_loc(c, &record->loc);
    codec_u32(c, &record->flags);
    CODEC_ARRAY(c, record->bases, record->base_count, 2);
    for (uint32_t i = 0; i < record->base_count; i++) {
        codec_string(c, &record->bases[i].record);
        code_type(c, &record->bases[i].type);
    }
    CODEC_ARRAY(c, record->fields, record->field_count, 4);
    for (uint32_t i = 0; i < record->field_count; i++) {
        codec_string(c, &record->fields[i].name);
        code_type(c, &record->fields[i].type);
        codec_loc(c, &record->fields[i].loc);
    }
    codec_string(c, &record->destructor);
}

static void code_variable(struct codec *c, struct variable *variable)
{
    start_scope(c);
    codec_string(c, &variable->id);
    codec_string(c, &variable->name);
    code_type(c, &variable->type);
    codec_loc(c, &variable->loc);
    CODEC_ENUM(c, variable->storage, STORAGE_THREAD);
    codec_string(c, &variable->function);
    bool is_defined = codec_bits(c, variable->is_defined, 1) != 0;
    if (!c->writing)
        variable->is_defined = is_defined;
    CODEC_ARRAY(c, variable->initials, variable->initial_count, 2);
    for (uint32_t i = 0; i < variable->initial_count; i++) {
        struct initial *initial = &variable->initials[i];
        CODEC_ARRAY(c, initial->steps, initial->step_count, 1);
        code_steps(c, initial->steps, initial->step_count);
        code_operand(c, &initial->value);
    }
}

static void code_declaration(struct codec *c, struct declaration *declaration)
{
    codec_string(c, &declaration->id);
    codec_string(c, &declaration->name);
    codec_u32(c, &declaration->flags);
    bool is_system = codec_bits(c, declaration->is_system, 1) != 0;
    if (!c->writing)
        declaration->is_system = is_system;
    codec_string(c, &declaration->record);
    codec_loc(c, &declaration->loc);
}

static void code_notes(struct codec *c, struct module *module)
{
    CODEC_ARRAY(c, module->remarks, module->remark_count, 4);
    for (uint32_t i = 0; i < module->remark_count; i++) {
        codec_loc(c, &module->remarks[i].loc);
        codec_u32(c, &module->remarks[i].line);
        codec_string(c, &module->remarks[i].text);
    }
    CODEC_ARRAY(c, module->unlowered, module->unlowered_count, 4);
    for (uint32_t i = 0; i < module->unlowered_count; i++) {
        codec_string(c, &module->unlowered[i].cursor);
        codec_u32(c, &module->unlowered[i].count);
        codec_loc(c, &module->unlowered[i].first);
    }
    CODEC_ARRAY(c, module->dependencies, module->dependency_count, 2);
    for (uint32_t i = 0; i < module->dependency_count; i++) {
        codec_string(c, &module->dependencies[i].path);
        bool is_system = codec_bits(c, module->dependencies[i].is_system, 1) != 0;
        if (!c->writing)
            module->dependencies[i].is_system = is_system;
    }
}

static void code_head(struct codec *c, struct module *module)
{
    codec_string(c, &module->path);
    codec_string(c, &module->target);
    CODEC_ENUM(c, module->status, MODULE_FAILED);
    codec_string(c, &module->problem);
    uint64_t bits = codec_bits(c, (module->is_cxx ? 1 : 0) | (module->has_exceptions ? 2 : 0), 3);
    if (!c->writing) {
        module->is_cxx = (bits & 1) != 0;
        module->has_exceptions = (bits & 2) != 0;
    }
    codec_number(c, &module->cursors_visited, UINT64_MAX);
    codec_number(c, &module->lines, UINT64_MAX);
}

static void code_module(struct codec *c)
{
    struct module *module = c->module;
    code_head(c, module);
    code_types(c, module);
    CODEC_ARRAY(c, module->records, module->record_count, 8);
    for (uint32_t i = 0; i < module->record_count; i++)
        code_record(c, &module->records[i]);
    CODEC_ARRAY(c, module->variables, module->variable_count, 9);
    for (uint32_t i = 0; i < module->variable_count; i++)
        code_variable(c, &module->variables[i]);
    CODEC_ARRAY(c, module->functions, module->function_count, 17);
    for (uint32_t i = 0; i < module->function_count; i++)
        code_function(c, &module->functions[i]);
    CODEC_ARRAY(c, module->declarations, module->declaration_count, 7);
    for (uint32_t i = 0; i < module->declaration_count; i++)
        code_declaration(c, &module->declarations[i]);
    code_notes(c, module);
}

/* --- head and front door -------------------------------------------------------------------------------------------------- */

static uint64_t little_endian(const uint8_t *bytes, unsigned count)
{
    uint64_t number = 0;
    for (unsigned i = count; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

static void put_little_endian(uint8_t *bytes, unsigned count, uint64_t number)
{
    for (unsigned i = 0; i < count; i++, number >>= 8)
        bytes[i] = (uint8_t)number;
}

GByteArray *module_to_bytes(const struct module *module)
{
    struct codec codec;
    /* A codec that writes changes nothing. */
    codec_init_writing(&codec);
    codec.module = (struct module *)module;
    codec.out = g_byte_array_sized_new(64 * 1024);
    g_byte_array_set_size(codec.out, HEAD_BYTES);
    code_module(&codec);
    codec_release(&codec);

    uint8_t *head = codec.out->data;
    struct hash hash = hash_bytes(head + HEAD_BYTES, codec.out->len - HEAD_BYTES);
    memcpy(head, magic, sizeof magic);
    put_little_endian(head + 4, 4, IR_BYTES_VERSION);
    put_little_endian(head + 8, 8, hash.high);
    put_little_endian(head + 16, 8, hash.low);
    return codec.out;
}

static bool check_head(const uint8_t *bytes, size_t size, struct error *err)
{
    if (size < HEAD_BYTES || memcmp(bytes, magic, sizeof magic) != 0)
        return error_set(err, "these %zu bytes are not facts written by linger", size);
    uint32_t version = (uint32_t)little_endian(bytes + 4, 4);
    if (version != IR_BYTES_VERSION)
        return error_set(err, "these facts have format %u, this linger reads format %u; index the unit again", version,
                         IR_BYTES_VERSION);
    struct hash hash = {.high = little_endian(bytes + 8, 8), .low = little_endian(bytes + 16, 8)};
    if (!hash_equal(hash, hash_bytes(bytes + HEAD_BYTES, size - HEAD_BYTES)))
        return error_set(err, "these facts are damaged or cut off (%zu bytes, checksum differs); index the unit again", size);
    return true;
}

struct module *module_from_bytes(const uint8_t *bytes, size_t size, struct intern *shared, struct error *err)
{
    if (!check_head(bytes, size, err))
        return NULL;
    struct module *module = module_new(shared);
    struct codec codec;
    codec_init_reading(&codec, module->arena, module->strings);
    codec.module = module;
    codec.at = bytes + HEAD_BYTES;
    codec.end = bytes + size;
    code_module(&codec);
    if (codec.problem == NULL && codec.at != codec.end)
        codec_fail(&codec, "more bytes follow than belong to them");
    codec_release(&codec);

    g_autofree char *broken = codec.problem == NULL ? ir_verify(module) : g_strdup(codec.problem);
    if (broken == NULL)
        return module;
    error_set(err, "these facts are inconsistent: %s; index the unit again", broken);
    module_free(module);
    return NULL;
}
