/* pairs.c: a project's own containers, known by the names of a pair of functions.
 *
 *     int dictAdd(dict *d, void *key, void *val);    dictAdd(server.commands, name, command) registers the command,
 *     int dictDelete(dict *d, const void *key);      dictDelete(server.commands, name) takes it out again,
 *     void dictRelease(dict *d);                     dictRelease(server.commands) all of them
 *
 * For tries, tagged pointers and the like, whose bodies say nothing that the symbolic execution understands: an addition
 * counts only where the summary does not tell of the entry. A name proves little: whatever rests on one is of low confidence. */
#include "program/internal.h"

enum role { ROLE_NONE, ROLE_ADD, ROLE_REMOVE, ROLE_CLEAR };

static const struct {
    const char *word;
    enum role role;
} role_words[] = {
    {"add", ROLE_ADD},
    {"insert", ROLE_ADD},
    {"put", ROLE_ADD},
    {"push", ROLE_ADD},
    {"append", ROLE_ADD},
    {"register", ROLE_ADD},
    {"attach", ROLE_ADD},
    {"subscribe", ROLE_ADD},
    {"link", ROLE_ADD},
    {"enqueue", ROLE_ADD},
    {"replace", ROLE_ADD},
    {"remove", ROLE_REMOVE},
    {"delete", ROLE_REMOVE},
    {"del", ROLE_REMOVE},
    {"erase", ROLE_REMOVE},
    {"pop", ROLE_REMOVE},
    {"unregister", ROLE_REMOVE},
    {"detach", ROLE_REMOVE},
    {"unsubscribe", ROLE_REMOVE},
    {"unlink", ROLE_REMOVE},
    {"dequeue", ROLE_REMOVE},
    {"free", ROLE_CLEAR},
    {"release", ROLE_CLEAR},
    {"destroy", ROLE_CLEAR},
    {"clear", ROLE_CLEAR},
    {"empty", ROLE_CLEAR},
    {"flush", ROLE_CLEAR},
};

/* Variants of the same: listAddHead, raxTryInsert, map_insert_unique. */
static const char *const fillers[] = {"try", "unique", "sorted", "head", "tail", "first", "last", "node", "entry", "item", NULL};

static enum role role_of(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(role_words); i++)
        if (strcmp(role_words[i].word, word) == 0)
            return role_words[i].role;
    return ROLE_NONE;
}

/* The record that a parameter points to. */
static const char *record_of_param(const struct function *function, uint32_t index)
{
    const struct type *type = index < function->param_count ? function->params[index].type : NULL;
    return type != NULL && type->kind == TYPE_POINTER && type->target != NULL ? type->target->record : NULL;
}

/* "dict" of dictAdd(dict *), and what it does; NULL: no such name. g_free. */
static char *stem_of(const struct function *function, enum role *role)
{
    const char *record = record_of_param(function, 0);
    if (record == NULL || (function->flags & (FUNCTION_METHOD | FUNCTION_TEMPLATE)) != 0)
        return NULL;
    GString *stem = g_string_new(record);
    char word[32];
    *role = ROLE_NONE;
    for (const char *at = function->name; name_next_word(&at, word);) {
        enum role one = role_of(word);
        if (one != ROLE_NONE && *role == ROLE_NONE)
            *role = one;
        else if (!g_strv_contains(fillers, word))
            g_string_append_printf(stem, " %s", word);
    }
    return g_string_free(stem, *role == ROLE_NONE);
}

/* The last parameter that may be anything: the entry. 0: none. */
static uint32_t entry_param(const struct function *function)
{
    for (uint32_t i = function->param_count; i-- > 1;) {
        const struct type *type = function->params[i].type;
        if (type->kind == TYPE_POINTER && type->target != NULL && type->target->kind == TYPE_VOID && !type->target->is_const)
            return i;
    }
    return 0;
}

static struct slot argument(uint32_t index)
{
    return (struct slot){.kind = SLOT_ARG, .index = (uint8_t)index};
}

static void learn(struct program *program, const struct function *function, struct effect effect)
{
    effect.flags = EFFECT_BY_NAME;
    effect.in = argument(0);
    effect.when_arg = -1;
    struct model model = {.library = "pairs of names", .name = function->name, .min_args = -1, .max_args = -1, .effect_count = 1};
    model.effects = arena_copy(program->arena, &effect, sizeof effect);
    g_hash_table_insert(program->pairs, (gpointer)function->id, arena_copy(program->arena, &model, sizeof model));
}

struct family {
    GPtrArray *members[ROLE_CLEAR + 1]; /* struct function * */
};

static void family_free(gpointer data)
{
    struct family *family = data;
    for (int role = 0; role <= ROLE_CLEAR; role++)
        g_ptr_array_unref(family->members[role]);
    g_free(family);
}

static struct family *family_at(GHashTable *families, char *stem)
{
    struct family *family = g_hash_table_lookup(families, stem);
    if (family != NULL) {
        g_free(stem);
        return family;
    }
    family = g_new0(struct family, 1);
    for (int role = 0; role <= ROLE_CLEAR; role++)
        family->members[role] = g_ptr_array_new();
    g_hash_table_insert(families, stem, family);
    return family;
}

/* Whether entries are taken out by their key or by themselves is told by how they are put in. */
static void learn_family(struct program *program, const struct family *family)
{
    const GPtrArray *adders = family->members[ROLE_ADD], *removers = family->members[ROLE_REMOVE];
    const GPtrArray *clearers = family->members[ROLE_CLEAR];
    bool has_keys = false;
    for (guint i = 0; i < adders->len && removers->len > 0; i++) {
        const struct function *function = adders->pdata[i];
        uint32_t entry = entry_param(function);
        has_keys |= entry > 1;
        if (entry > 0)
            learn(program, function,
                  (struct effect){
                      .kind = EFFECT_REGISTER, .element = argument(entry), .key = entry > 1 ? argument(1) : (struct slot){0}});
    }
    for (guint i = 0; i < removers->len && adders->len > 0; i++) {
        const struct function *function = removers->pdata[i];
        struct effect effect = {.kind = EFFECT_REMOVE};
        if (function->param_count > 1)
            *(has_keys ? &effect.key : &effect.element) = argument(1);
        learn(program, function, effect);
    }
    for (guint i = 0; i < clearers->len && adders->len > 0 && removers->len > 0; i++)
        learn(program, clearers->pdata[i], (struct effect){.kind = EFFECT_CLEAR});
}

void pairs_learn(struct program *program)
{
    GHashTable *families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, family_free);
    GPtrArray *in_order = g_ptr_array_new();
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct function *function = ((const struct node *)program->nodes->pdata[i])->function;
        enum role role;
        char *stem = stem_of(function, &role);
        if (stem == NULL)
            continue;
        struct family *family = family_at(families, stem);
        if (family->members[role]->len == 0)
            g_ptr_array_add(in_order, family);
        g_ptr_array_add(family->members[role], (gpointer)function);
    }
    program->pairs = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < in_order->len; i++)
        learn_family(program, in_order->pdata[i]);
    g_ptr_array_unref(in_order);
    g_hash_table_destroy(families);
}

static bool is_of_param(const struct region *region, uint32_t index)
{
    return region != NULL && region->root->kind == REGION_PARAM && region->root->index == index;
}

static bool tells_of_entry(const struct summary *summary, uint32_t entry)
{
    for (uint32_t o = 0; o < summary->outcome_count; o++)
        for (uint32_t i = 0; i < summary->outcomes[o].fact_count; i++) {
            const struct fact *fact = &summary->outcomes[o].facts[i];
            if (fact->kind == EFFECT_REGISTER && is_of_param(fact->element, entry))
                return true;
        }
    return false;
}

/* Of an entry that the body was seen to register, its name says nothing new. A removal takes nothing away from what the body of
 * the remover tells: the entry may lie in the container itself for the one, in a table of it for the other. */
static bool is_told(const struct summary *summary, const struct effect *effect)
{
    return summary != NULL && effect->kind == EFFECT_REGISTER && tells_of_entry(summary, effect->element.index);
}

const struct model *pairs_model(const struct program *program, const char *id,
                                const struct summary *(*summary_of)(void *program, const char *id))
{
    const struct model *model = id != NULL ? g_hash_table_lookup(program->pairs, id) : NULL;
    return model != NULL && !is_told(summary_of((void *)program, id), model->effects) ? model : NULL;
}
