/* load.c: model files -> the table that match.c asks. Reads a file twice: schema.c checks and converts it, outline.c knows
 * where each thing stands, so that what only we can judge (slots, ranges, doubles) is reported at its place, too. */
#include "model/schema.h"

#include "base/embed.h"
#include "base/hash.h"
#include "model/slot.h"
#include "model/table.h"

/* One file being loaded. */
struct loader {
    struct models *models;
    const char *path; /* in the arena */
    const struct outline *outline;
    struct library *library;
    bool is_user, over_body;
    struct error *err;
};

/* --- slots and effects ------------------------------------------------------------------------------------------------ */

struct slot_row {
    const char *key;
    size_t text, slot; /* offsets in struct yaml_effect and struct effect */
};

#define SLOT(name)                                                                                                               \
    {                                                                                                                            \
#name, offsetof(struct yaml_effect, name), offsetof(struct effect, name)                                                 \
    }
static const struct slot_row slot_rows[] = {
    SLOT(in),   SLOT(element), SLOT(key),      SLOT(link), SLOT(handle), SLOT(to),
    SLOT(from), SLOT(result),  SLOT(function), SLOT(data), SLOT(on),
};
#undef SLOT

const struct slot *effect_slot(const struct effect *effect, unsigned i, const char **label)
{
    if (i >= G_N_ELEMENTS(slot_rows))
        return NULL;
    *label = slot_rows[i].key;
    return (const struct slot *)(const void *)((const char *)effect + slot_rows[i].slot);
}

/* Third column of effects.def. */
static const char *const effect_slots[] = {
#define EFFECT(enumerator, key, slots, meaning) slots,
#include "model/effects.def"
#undef EFFECT
};

enum slot_use { SLOT_FORBIDDEN, SLOT_ALLOWED, SLOT_REQUIRED };

static enum slot_use slot_use(enum effect_kind kind, const char *key)
{
    size_t length = strlen(key);
    for (const char *word = effect_slots[kind]; *word != '\0'; word += strspn(word, " ")) {
        size_t size = strcspn(word, " ");
        bool required = size > 0 && word[size - 1] == '!';
        if (size - required == length && memcmp(word, key, length) == 0)
            return required ? SLOT_REQUIRED : SLOT_ALLOWED;
        word += size;
    }
    return SLOT_FORBIDDEN;
}

static bool complain(const struct loader *loader, const struct node *node, const char *format, ...) LINGER_PRINTF(3, 4);

static bool complain(const struct loader *loader, const struct node *node, const char *format, ...)
{
    uint32_t line, column;
    outline_position(node, &line, &column);
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    error_set(loader->err, "%s:%u:%u: %s", loader->path, line, column, text);
    g_free(text);
    return false;
}

static bool load_slot(const struct loader *loader, const struct node *node, const struct yaml_effect *yaml,
                      const struct slot_row *row, struct effect *effect)
{
    const char *text = G_STRUCT_MEMBER(char *, yaml, row->text);
    struct slot *slot = &G_STRUCT_MEMBER(struct slot, effect, row->slot);
    enum slot_use use = slot_use(effect->kind, row->key);
    const struct node *at = outline_key(loader->outline, node, row->key);
    if (text == NULL) {
        if (use == SLOT_REQUIRED && (effect->flags & EFFECT_LINK_ONLY) == 0)
            return complain(loader, node, "effect '%s' needs '%s'", effect_name(effect->kind), row->key);
        return true;
    }
    if (use == SLOT_FORBIDDEN)
        return complain(loader, at, "effect '%s' has no use for '%s'", effect_name(effect->kind), row->key);
    if (!slot_parse(text, loader->models->arena, slot))
        return complain(loader, at, "'%s' is no slot: expected this, result, argN, argsN, *argN, &argN, argN->FIELD or global:NAME", text);
    return true;
}

static bool load_effect(const struct loader *loader, const struct node *node, const struct yaml_effect *yaml,
                        struct effect *effect)
{
    struct arena *arena = loader->models->arena;
    *effect = (struct effect){.kind = yaml->kind, .flags = yaml->flags, .when_arg = -1};
    for (size_t i = 0; i < G_N_ELEMENTS(slot_rows); i++)
        if (!load_slot(loader, node, yaml, &slot_rows[i], effect))
            return false;
    if (yaml->when != NULL) {
        effect->when_arg_text = arena_strdup(arena, yaml->when);
        if (!when_parse(yaml->when, effect))
            return complain(loader, outline_key(loader->outline, node, "when"),
                            "'%s' is no condition: expected argN=NUMBER, argN!=NUMBER, argN&BITS or argN=null", yaml->when);
    }
    if (yaml->text != NULL)
        effect->text = arena_strdup(arena, yaml->text);
    return true;
}

/* --- APIs ------------------------------------------------------------------------------------------------------------- */

/* `name: x` or `names: [x, y]`, not both. Gives the i-th name and its node; NULL behind the last. */
static const char *name_at(const struct loader *loader, const struct node *node, char *name, char **names, uint32_t count,
                           uint32_t index, const struct node **at)
{
    if (name != NULL) {
        *at = outline_key(loader->outline, node, "name");
        return index == 0 ? name : NULL;
    }
    *at = outline_entry(loader->outline, outline_key(loader->outline, node, "names"), index);
    return index < count ? names[index] : NULL;
}

static bool check_names(const struct loader *loader, const struct node *node, const char *name, uint32_t count)
{
    if (name == NULL && count == 0)
        return complain(loader, node, "needs 'name' or 'names'");
    if (name != NULL && count > 0)
        return complain(loader, node, "has both 'name' and 'names'");
    return true;
}

static bool ranges_overlap(const struct model *a, const struct model *b)
{
    int a_max = a->max_args < 0 ? INT_MAX : a->max_args, b_max = b->max_args < 0 ? INT_MAX : b->max_args;
    return MAX(a->min_args, b->min_args) <= MIN(a_max, b_max);
}

static bool same_params(const struct model *a, const struct model *b)
{
    if (a->param_count != b->param_count)
        return false;
    for (uint32_t i = 0; i < a->param_count; i++)
        if (strcmp(a->params[i], b->params[i]) != 0)
            return false;
    return true;
}

/* Adds the model to its overloads: user's files before built-in ones, models with `params` before those without. */
static bool add_model(const struct loader *loader, const struct node *at, const char *owner, const char *member,
                      struct model *model)
{
    struct models *models = loader->models;
    struct call_key key = {owner, member};
    struct model *first = g_hash_table_lookup(models->calls, &key);
    for (const struct model *other = first; other != NULL; other = other->next) {
        bool same_origin = !loader->is_user || strcmp(other->loc.file, loader->path) == 0;
        if (same_origin && ranges_overlap(model, other) && same_params(model, other))
            return complain(loader, at, "'%s' has a model already, for the same number of arguments: %s:%u:%u", model->name,
                            other->loc.file, other->loc.line, other->loc.column);
    }
    g_ptr_array_add(loader->library->models, model);
    if (first == NULL || loader->is_user || (model->param_count > 0 && first->param_count == 0)) {
        model->next = first;
        struct call_key *stored = arena_new_item(models->arena, struct call_key);
        *stored = (struct call_key){arena_strdup(models->arena, owner), arena_strdup(models->arena, member)};
        g_hash_table_replace(models->calls, stored, model);
        return true;
    }
    struct model *last = first;
    while (last->next != NULL)
        last = (struct model *)last->next;
    last->next = model;
    return true;
}

/* What all names of one stanza share. */
static bool load_body(const struct loader *loader, const struct node *node, const struct yaml_api *yaml, struct model *model)
{
    struct arena *arena = loader->models->arena;
    *model = (struct model){.library = loader->library->name, .min_args = -1, .max_args = -1, .over_body = loader->over_body};
    const struct node *args = outline_key(loader->outline, node, "args");
    if (yaml->args != NULL && !args_parse(yaml->args, &model->min_args, &model->max_args))
        return complain(loader, args, "'%s' is no number of arguments: expected 2, 1-3 or 2+", yaml->args);
    const char **params = arena_new_array(arena, const char *, yaml->param_count);
    for (uint32_t i = 0; i < yaml->param_count; i++)
        params[i] = arena_strdup(arena, yaml->params[i]);
    model->params = params;
    model->param_count = yaml->param_count;
    struct effect *effects = arena_new_array(arena, struct effect, yaml->effect_count);
    const struct node *list = outline_key(loader->outline, node, "effects");
    for (uint32_t i = 0; i < yaml->effect_count; i++)
        if (!load_effect(loader, outline_entry(loader->outline, list, i), &yaml->effects[i], &effects[i]))
            return false;
    model->effects = effects;
    model->effect_count = yaml->effect_count;
    if (yaml->fix != NULL)
        model->fix = arena_strdup(arena, yaml->fix);
    return true;
}

/* `owner`: "" for functions, "#" for macros, else a type's name. */
static bool load_api(const struct loader *loader, const struct node *node, const struct yaml_api *yaml, const char *owner)
{
    struct arena *arena = loader->models->arena;
    struct model body;
    if (!check_names(loader, node, yaml->name, yaml->name_count) || !load_body(loader, node, yaml, &body))
        return false;
    const struct node *at;
    const char *name;
    bool is_method = *owner != '\0' && *owner != '#';
    for (uint32_t i = 0; (name = name_at(loader, node, yaml->name, yaml->names, yaml->name_count, i, &at)) != NULL; i++) {
        struct model *model = arena_copy(arena, &body, sizeof body);
        model->name = is_method ? arena_printf(arena, "%s::%s", owner, name) : arena_strdup(arena, name);
        model->is_macro = *owner == '#';
        model->loc.file = loader->path;
        outline_position(at, &model->loc.line, &model->loc.column);
        if (!add_model(loader, at, owner, name, model))
            return false;
    }
    return true;
}

static bool load_apis(const struct loader *loader, const struct node *list, const struct yaml_api *apis, uint32_t count,
                      const char *owner)
{
    for (uint32_t i = 0; i < count; i++)
        if (!load_api(loader, outline_entry(loader->outline, list, i), &apis[i], owner))
            return false;
    return true;
}

/* --- types ------------------------------------------------------------------------------------------------------------ */

static bool add_type(const struct loader *loader, const struct node *at, const struct yaml_type *yaml, const char *name)
{
    struct models *models = loader->models;
    const struct type_model *other = g_hash_table_lookup(models->types, name);
    if (other != NULL && (!loader->is_user || strcmp(other->loc.file, loader->path) == 0))
        return complain(loader, at, "type '%s' has a model already: %s:%u:%u", name, other->loc.file, other->loc.line,
                        other->loc.column);
    struct type_model *type = arena_new_item(models->arena, struct type_model);
    *type = (struct type_model){
        .library = loader->library->name,
        .name = arena_strdup(models->arena, name),
        .ownership = yaml->ownership,
        .associative = (yaml->traits & TRAIT_ASSOCIATIVE) != 0,
        .sequence = (yaml->traits & TRAIT_SEQUENCE) != 0,
        .node_based = (yaml->traits & TRAIT_NODE_BASED) != 0,
        .auto_unlink = (yaml->traits & TRAIT_AUTO_UNLINK) != 0,
        .bounded = (yaml->traits & TRAIT_BOUNDED) != 0,
        .lock_guard = (yaml->traits & TRAIT_LOCK_GUARD) != 0,
        .base = yaml->base != NULL ? arena_strdup(models->arena, yaml->base) : NULL,
        .loc.file = loader->path,
    };
    for (uint32_t i = 0; i < yaml->holds_count; i++)
        if (yaml->holds[i] < 32)
            type->held |= 1u << yaml->holds[i];
    outline_position(at, &type->loc.line, &type->loc.column);
    g_hash_table_insert(models->types, (char *)type->name, type);
    return true;
}

static bool load_type(const struct loader *loader, const struct node *node, const struct yaml_type *yaml)
{
    if (!check_names(loader, node, yaml->name, yaml->name_count))
        return false;
    for (uint32_t i = 0; i < yaml->holds_count; i++)
        if (yaml->holds[i] >= 32)
            return complain(loader, outline_entry(loader->outline, outline_key(loader->outline, node, "holds"), i),
                            "%u is no template argument: expected 0 to 31", yaml->holds[i]);
    const struct node *methods = outline_key(loader->outline, node, "methods"), *at;
    const char *name;
    for (uint32_t i = 0; (name = name_at(loader, node, yaml->name, yaml->names, yaml->name_count, i, &at)) != NULL; i++)
        if (!add_type(loader, at, yaml, name) || !load_apis(loader, methods, yaml->methods, yaml->method_count, name))
            return false;
    return true;
}

/* --- files ------------------------------------------------------------------------------------------------------------ */

static struct library *library_named(struct models *models, const char *name, const char *about)
{
    for (guint i = 0; i < models->libraries->len; i++) {
        struct library *library = g_ptr_array_index(models->libraries, i);
        if (strcmp(library->name, name) == 0)
            return library;
    }
    struct library *library = g_new0(struct library, 1);
    library->name = arena_strdup(models->arena, name);
    library->about = about != NULL ? arena_strdup(models->arena, about) : NULL;
    library->models = g_ptr_array_new();
    g_ptr_array_add(models->libraries, library);
    return library;
}

static bool load_library(struct loader *loader, const struct yaml_library *yaml)
{
    const struct outline *outline = loader->outline;
    const struct node *root = outline_root(outline);
    loader->library = library_named(loader->models, yaml->library, yaml->about);
    loader->over_body = yaml->over_body;
    if (!load_apis(loader, outline_key(outline, root, "macros"), yaml->macros, yaml->macro_count, "#") ||
        !load_apis(loader, outline_key(outline, root, "functions"), yaml->functions, yaml->function_count, ""))
        return false;
    const struct node *types = outline_key(outline, root, "types");
    for (uint32_t i = 0; i < yaml->type_count; i++)
        if (!load_type(loader, outline_entry(outline, types, i), &yaml->types[i]))
            return false;
    return true;
}

static bool load_text(struct models *models, const char *path, const char *text, size_t size, bool is_user, struct error *err)
{
    struct loader loader = {.models = models, .path = arena_strdup(models->arena, path), .is_user = is_user, .err = err};
    struct outline *outline = outline_new(text, size, err);
    if (outline == NULL) {
        if (err != NULL) { /* "3:5: not valid YAML" -> "path:3:5: not valid YAML" */
            char *message = g_strdup_printf("%s:%s", path, err->message);
            error_set(err, "%s", message);
            g_free(message);
        }
        return false;
    }
    loader.outline = outline;
    struct yaml_library *yaml = schema_load(path, text, size, outline, err);
    bool good = yaml != NULL && load_library(&loader, yaml);
    schema_free(yaml);
    outline_free(outline);
    return good;
}

static bool load_file(struct models *models, const char *path, struct hasher *hasher, struct error *err)
{
    char *text;
    gsize size;
    GError *problem = NULL;
    if (!g_file_get_contents(path, &text, &size, &problem)) {
        error_set(err, "cannot read the model file %s: %s", path, problem->message);
        g_error_free(problem);
        return false;
    }
    hasher_add(hasher, text, size);
    bool good = load_text(models, path, text, size, true, err);
    g_free(text);
    return good;
}

static bool load_builtin(struct models *models, struct hasher *hasher, struct error *err)
{
    for (const struct embedded_file *file = embedded_rules; file->path != NULL; file++) {
        if (!g_str_has_prefix(file->path, "models/") || !g_str_has_suffix(file->path, ".yaml"))
            continue;
        hasher_add(hasher, file->data, file->size);
        char *path = g_strdup_printf("rules/%s", file->path);
        bool good = load_text(models, path, file->data, file->size, false, err);
        g_free(path);
        if (!good)
            return false;
    }
    return true;
}

static struct models *models_new(void)
{
    struct models *models = g_new0(struct models, 1);
    models->arena = arena_new();
    models->calls = g_hash_table_new(call_key_hash, call_key_equal);
    models->types = g_hash_table_new(g_str_hash, g_str_equal);
    models->libraries = g_ptr_array_new();
    return models;
}

void models_free(struct models *models)
{
    if (models == NULL)
        return;
    for (guint i = 0; i < models->libraries->len; i++) {
        struct library *library = g_ptr_array_index(models->libraries, i);
        g_ptr_array_unref(library->models);
        g_free(library);
    }
    g_ptr_array_unref(models->libraries);
    g_hash_table_unref(models->calls);
    g_hash_table_unref(models->types);
    arena_free(models->arena);
    g_free(models);
}

static gint compare_libraries(gconstpointer a, gconstpointer b)
{
    const struct library *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

static void finish(struct models *models)
{
    g_ptr_array_sort(models->libraries, compare_libraries);
    models->names = arena_new_array(models->arena, const char *, models->libraries->len + 1);
    for (guint i = 0; i < models->libraries->len; i++)
        models->names[i] = ((struct library *)g_ptr_array_index(models->libraries, i))->name;
}

struct models *models_load(const char *const *files, struct error *err)
{
    struct models *models = models_new();
    struct hasher *hasher = hasher_new();
    bool good = load_builtin(models, hasher, err);
    for (; good && files != NULL && *files != NULL; files++)
        good = load_file(models, *files, hasher, err);
    models->hash = hasher_finish(hasher).low;
    finish(models);
    if (good)
        return models;
    models_free(models);
    return NULL;
}

bool models_check_file(const char *path, struct error *err)
{
    struct models *models = models_new();
    struct hasher *hasher = hasher_new();
    bool good = load_file(models, path, hasher, err);
    hasher_finish(hasher);
    models_free(models);
    return good;
}
