/* match.c: which model a call has.
 *
 *   struct Conns : std::vector<Conn *> {};      receiver's own type first: "Conns::push_back" (none)
 *   conns.push_back(c);                         then the declaring class:  "std::vector::push_back" (found)
 *
 * The receiver's own type goes first because real containers implement their members in bases with names nobody models
 * (absl::flat_hash_map::insert lives in raw_hash_set). A type's `base` chain stands for such a family, too. */
#include "model/table.h"

/* Inline (or versioned) namespaces of standard libraries. The frontend strips inline ones; these are for the others. */
static const char *const inner_namespaces[] = {"__cxx11::", "__1::", "__debug::",      "__cxx1998::", "__ndk1::",
                                               "__Cr::",    "tr1::", "experimental::", "__8::",       "fundamentals_v1::"};

/* Calls are looked up by the million: no allocation on the way. */
enum { NAME_BYTES = 512 };

guint call_key_hash(gconstpointer key)
{
    const struct call_key *call = key;
    return g_str_hash(call->owner) * 31u + g_str_hash(call->member);
}

gboolean call_key_equal(gconstpointer a, gconstpointer b)
{
    const struct call_key *left = a, *right = b;
    return strcmp(left->member, right->member) == 0 && strcmp(left->owner, right->owner) == 0;
}

/* The name without them; `buffer` is used if it must change. Absurdly long names stay as they are. */
static const char *normalize(const char *name, char buffer[static NAME_BYTES])
{
    if (!g_str_has_prefix(name, "std::"))
        return name;
    const char *rest = name + strlen("std::");
    for (size_t i = 0; i < G_N_ELEMENTS(inner_namespaces);) {
        bool inside = g_str_has_prefix(rest, inner_namespaces[i]);
        rest += inside ? strlen(inner_namespaces[i]) : 0;
        i = inside ? 0 : i + 1;
    }
    if (rest == name + strlen("std::") || strlen(rest) + sizeof "std::" > NAME_BYTES)
        return name;
    g_snprintf(buffer, NAME_BYTES, "std::%s", rest);
    return buffer;
}

/* What is asked: a call, and (for models with `params`) its arguments. */
struct question {
    const struct models *models;
    uint32_t arg_count;
    const struct operand *args; /* NULL: not known */
};

/* The record an argument is, refers or points to; NULL: unknown. */
static const char *argument_record(const struct operand *arg)
{
    const struct type *type = arg->type;
    if (type == NULL && arg->kind == OPERAND_ADDRESS)
        type = arg->place->type;
    while (type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE || type->kind == TYPE_ARRAY))
        type = type->target;
    if (type == NULL || type->kind == TYPE_UNKNOWN || type->kind == TYPE_VOID)
        return NULL;
    return type->kind == TYPE_RECORD && type->name != NULL ? type->name : "";
}

static bool params_fit(const struct model *model, const struct question *question)
{
    if (question->args == NULL || model->param_count == 0)
        return true;
    char buffer[NAME_BYTES];
    bool fits = true;
    for (uint32_t i = 0; fits && i < model->param_count && i < question->arg_count; i++) {
        const char *record = argument_record(&question->args[i]);
        fits = strcmp(model->params[i], "_") == 0 || record == NULL || strcmp(normalize(record, buffer), model->params[i]) == 0;
    }
    return fits;
}

static bool model_fits(const struct model *model, const struct question *question)
{
    int32_t count = (int32_t)question->arg_count;
    if (model->min_args >= 0 && count < model->min_args)
        return false;
    if (model->max_args >= 0 && count > model->max_args)
        return false;
    return params_fit(model, question);
}

static const struct model *find(const struct question *question, const char *owner, const char *member)
{
    struct call_key key = {owner, member};
    const struct model *model = g_hash_table_lookup(question->models->calls, &key);
    while (model != NULL && !model_fits(model, question))
        model = model->next;
    return model;
}

/* The type's own methods, then those of the types it is based on. "(constructor)" and "(destructor)" stand for names. */
static const struct model *find_method(const struct question *question, const char *owner, const char *member, uint32_t flags)
{
    const char *special = (flags & CALL_CONSTRUCTOR) != 0  ? "(constructor)"
                          : (flags & CALL_DESTRUCTOR) != 0 ? "(destructor)"
                                                           : NULL;
    for (int depth = 0; owner != NULL && depth < 8; depth++) {
        const struct model *model = find(question, owner, special != NULL ? special : member);
        if (model != NULL)
            return model;
        const struct type_model *type = g_hash_table_lookup(question->models->types, owner);
        owner = type != NULL ? type->base : NULL;
    }
    return NULL;
}

static const struct model *find_receiver(const struct question *question, const struct call *call)
{
    const struct type *type = call->receiver_type;
    if (type == NULL || type->kind != TYPE_RECORD || type->name == NULL || call->member == NULL)
        return NULL;
    char buffer[NAME_BYTES];
    return find_method(question, normalize(type->name, buffer), call->member, call->flags);
}

static const struct model *find_named(const struct question *question, const struct call *call)
{
    char buffer[NAME_BYTES], owner[NAME_BYTES];
    const char *name = normalize(call->name, buffer);
    size_t length = strlen(name), tail = call->member != NULL ? strlen(call->member) : 0;
    if (tail > 0 && length > tail + 2 && length < sizeof owner && strcmp(name + length - tail, call->member) == 0) {
        memcpy(owner, name, length - tail - 2);
        owner[length - tail - 2] = '\0';
        const struct model *model = find_method(question, owner, call->member, call->flags);
        if (model != NULL)
            return model;
    }
    const struct model *model = find(question, "", name);
    /* std::free is ::free */
    if (model == NULL && g_str_has_prefix(name, "std::"))
        model = find(question, "", name + strlen("std::"));
    return model;
}

static const struct model *answer(const struct question *question, const struct call *call)
{
    if (call->name == NULL)
        return NULL;
    if ((call->flags & CALL_MACRO) != 0)
        return find(question, "#", call->name);
    const struct model *model = find_receiver(question, call);
    if (model == NULL && *call->name != '\0')
        model = find_named(question, call);
    return model;
}

const struct model *models_find_call(const struct models *models, const struct call *call, uint32_t arg_count)
{
    struct question question = {.models = models, .arg_count = arg_count};
    return answer(&question, call);
}

const struct model *models_find_instr(const struct models *models, const struct instr *instr)
{
    if (instr->call == NULL)
        return NULL;
    struct question question = {.models = models, .arg_count = instr->arg_count, .args = instr->args};
    return answer(&question, instr->call);
}

const struct type_model *models_find_type(const struct models *models, const struct type *type)
{
    if (type == NULL || type->kind != TYPE_RECORD || type->name == NULL)
        return NULL;
    char buffer[NAME_BYTES];
    return g_hash_table_lookup(models->types, normalize(type->name, buffer));
}

enum ownership models_ownership(const struct models *models, const struct type *type)
{
    while (type != NULL && type->kind == TYPE_ARRAY)
        type = type->target;
    if (type == NULL)
        return OWNERSHIP_VALUE;
    if (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE)
        return OWNERSHIP_RAW;
    const struct type_model *model = models_find_type(models, type);
    return model != NULL ? model->ownership : OWNERSHIP_VALUE;
}

const char *const *models_libraries(const struct models *models)
{
    return models->names;
}

static const struct library *library_find(const struct models *models, const char *name)
{
    for (guint i = 0; i < models->libraries->len; i++) {
        const struct library *library = g_ptr_array_index(models->libraries, i);
        if (strcmp(library->name, name) == 0)
            return library;
    }
    return NULL;
}

GPtrArray *models_of_library(const struct models *models, const char *library)
{
    GPtrArray *all = g_ptr_array_new();
    const struct library *found = library_find(models, library);
    for (guint i = 0; found != NULL && i < found->models->len; i++)
        g_ptr_array_add(all, g_ptr_array_index(found->models, i));
    return all;
}

const char *models_library_about(const struct models *models, const char *library)
{
    const struct library *found = library_find(models, library);
    return found != NULL ? found->about : NULL;
}

uint64_t models_hash(const struct models *models)
{
    return models->hash;
}

const char *effect_name(enum effect_kind kind)
{
    static const char *const names[] = {
#define EFFECT(enumerator, key, slots, meaning) key,
#include "model/effects.def"
#undef EFFECT
    };
    return (size_t)kind < G_N_ELEMENTS(names) ? names[kind] : "?";
}

const char *ownership_name(enum ownership ownership)
{
    static const char *const names[] = {"value", "raw", "shared", "unique", "weak", "container", "closure", "opaque"};
    return (size_t)ownership < G_N_ELEMENTS(names) ? names[ownership] : "?";
}

const struct effect *model_effect(const struct model *model, enum effect_kind kind)
{
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++)
        if (model->effects[i].kind == kind)
            return &model->effects[i];
    return NULL;
}
