/* registry.c: which container does a region belong to?
 *
 *     list->tail->next = node;      registry_of(list->tail->next) = *list
 *     server.conns[i] = c;          server.conns
 *
 * A field is a *link* when it points to its own record (struct conn *next in struct conn), and a *head* when it points to a
 * record that has links, or when its name says so. Two lists of the same kind in one record stay apart unless their names are
 * bare (head, tail, first, last), or those of one list's two ends: `out` and `out_last`. */
#include "flow/flow.h"

static const char *const bare_heads[] = {"head",     "tail",      "first",      "last",      "front", "back",      "root",
                                         "top",      "begin",     "end",        "next",      "prev",  "tqh_first", "tqh_last",
                                         "lh_first", "slh_first", "stqh_first", "stqh_last", "n",     "p",         "Next",
                                         "Prev",     "head_",     "tail_",      "left",      "right", NULL};

static const struct field *find_field(const struct flow_context *context, const char *record, const char *name)
{
    const struct record *found = record != NULL ? context->record_of(context->program, record) : NULL;
    for (uint32_t i = 0; found != NULL && i < found->field_count; i++)
        if (found->fields[i].name == name || g_strcmp0(found->fields[i].name, name) == 0)
            return &found->fields[i];
    return NULL;
}

const struct type *registry_type(const struct flow_context *context, const struct region *registry)
{
    if (registry->kind == REGION_STATIC) {
        const struct variable *variable = context->variable_of(context->program, registry->name);
        return variable != NULL ? variable->type : NULL;
    }
    const struct field *field = registry->kind == REGION_FIELD ? find_field(context, registry->record, registry->name) : NULL;
    return field != NULL ? field->type : NULL;
}

bool registry_is_link(const struct flow_context *context, const char *record, const char *name)
{
    const struct field *field = find_field(context, record, name);
    if (field == NULL)
        return false;
    const struct type *type = field->type;
    while (type != NULL && (type->kind == TYPE_ARRAY || type->kind == TYPE_POINTER))
        type = type->target;
    return type != NULL && type->kind == TYPE_RECORD && field->type->kind != TYPE_RECORD && g_strcmp0(type->record, record) == 0;
}

static const struct type *pointee_of(const struct flow_context *context, const char *record, const char *name)
{
    const struct field *field = find_field(context, record, name);
    return field != NULL && field->type->kind == TYPE_POINTER ? field->type->target : NULL;
}

const char *registry_pointee(const struct flow_context *context, const char *record, const char *name)
{
    const struct type *target = pointee_of(context, record, name);
    return target != NULL ? target->record : NULL;
}

bool registry_holds_objects(const struct flow_context *context, const char *record, const char *name)
{
    const struct type *target = pointee_of(context, record, name);
    return target != NULL && (target->kind == TYPE_RECORD || target->kind == TYPE_VOID) &&
           !registry_is_link(context, record, name);
}

static bool has_links(const struct flow_context *context, const char *id)
{
    const struct record *record = id != NULL ? context->record_of(context->program, id) : NULL;
    for (uint32_t i = 0; record != NULL && i < record->field_count; i++)
        if (registry_is_link(context, id, record->fields[i].name))
            return true;
    return false;
}

/* A record that only manages a list: bare head names, pointing at nodes. */
bool registry_is_head(const struct flow_context *context, const struct region *region)
{
    if (region->kind != REGION_FIELD || !g_strv_contains(bare_heads, region->name))
        return false;
    const struct field *field = find_field(context, region->record, region->name);
    if (field == NULL)
        return false;
    const struct type *type = field->type;
    while (type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY))
        type = type->target;
    return type != NULL && type->kind == TYPE_RECORD && (type->record == region->record || has_links(context, type->record));
}

/* Where a list ends, and what the field that begins it may be called then, besides the same without the word. */
static const struct {
    const char *tail, *head;
} ends[] = {{"last", "first"}, {"tail", "head"}, {"end", "start"}, {"Last", "First"}, {"Tail", "Head"}};

/* "out_last", of the word "last": "out", or with another word "out_first". NULL: no such word. */
static char *with_word(const char *name, const char *word, const char *other)
{
    const char *at = g_str_has_prefix(name, word)   ? name
                     : g_str_has_suffix(name, word) ? name + strlen(name) - strlen(word)
                                                    : NULL;
    if (at == NULL || strlen(name) == strlen(word))
        return NULL;
    const char *rest = at == name ? at + strlen(word) : name;
    int length = (int)(at == name ? strlen(rest) : (size_t)(at - name));
    if (*other == '\0' && at == name && *rest == '_')
        rest++, length--;
    else if (*other == '\0' && at != name && length > 1 && rest[length - 1] == '_')
        length--;
    return at == name ? g_strdup_printf("%s%.*s", other, length, rest) : g_strdup_printf("%.*s%s", length, rest, other);
}

static const char *beginning_of(const struct flow_context *context, const struct region *field, const char *word,
                                const char *other)
{
    char *name = with_word(field->name, word, other);
    const struct field *found = name != NULL ? find_field(context, field->record, name) : NULL;
    g_free(name);
    return found != NULL && g_strcmp0(registry_pointee(context, field->record, found->name),
                                      registry_pointee(context, field->record, field->name)) == 0
               ? found->name
               : NULL;
}

const char *registry_beginning(const struct flow_context *context, const struct region *field)
{
    const char *pointee = field->kind == REGION_FIELD ? registry_pointee(context, field->record, field->name) : NULL;
    const char *beginning = NULL;
    for (size_t i = 0; pointee != NULL && i < G_N_ELEMENTS(ends) && beginning == NULL; i++) {
        beginning = beginning_of(context, field, ends[i].tail, ends[i].head);
        if (beginning == NULL)
            beginning = beginning_of(context, field, ends[i].tail, "");
    }
    return beginning != NULL && has_links(context, pointee) ? beginning : NULL;
}

/* The list is named after its beginning. */
static const struct region *at_beginning(const struct flow_context *context, const struct region *region)
{
    const char *beginning = region != NULL ? registry_beginning(context, region) : NULL;
    return beginning != NULL ? region_field(context->regions, region->parent, beginning, region->record) : region;
}

static const struct region *find_registry(const struct flow_context *context, const struct region *region)
{
    const struct region *start = region;
    while (region != NULL && region->parent != NULL) {
        if (region->kind == REGION_ELEMENT) {
            region = region->parent;
        } else if (region->kind == REGION_FIELD && registry_is_link(context, region->record, region->name) &&
                   region->parent->kind == REGION_DEREF && region->parent->parent->kind == REGION_FIELD) {
            region = region->parent->parent; /* node->next, where the node came from another cell: look at that */
        } else if (region->kind == REGION_FIELD && registry_is_head(context, region)) {
            region = region->parent;
        } else if (region->kind == REGION_DEREF && region->parent->kind == REGION_FIELD &&
                   (registry_is_head(context, region->parent) ||
                    registry_is_link(context, region->parent->record, region->parent->name))) {
            region = region->parent;
        } else if (region->kind == REGION_FIELD && registry_is_link(context, region->record, region->name)) {
            region = region->parent;
        } else {
            break;
        }
    }
    return region != NULL ? at_beginning(context, region) : start;
}

const struct region *registry_of(const struct flow_context *context, const struct region *region)
{
    if (region == NULL)
        return NULL;
    const struct region *registry = REGION_SEEN(region->registry);
    if (registry == NULL) {
        registry = find_registry(context, region);
        REGION_REMEMBER(((struct region *)region)->registry, registry);
    }
    return registry;
}

static const char *make_key(const struct flow_context *context, const struct region *registry)
{
    while (registry != NULL && (registry->kind == REGION_DEREF || registry->kind == REGION_ELEMENT))
        registry = registry->parent;
    if (registry == NULL)
        return NULL;
    if (registry->kind == REGION_FIELD && registry->record != NULL)
        return intern_printf(context->strings, "%s.%s", registry->record, registry->name);
    if (registry->kind == REGION_STATIC || registry->kind == REGION_HIDDEN)
        return registry->name;
    return NULL;
}

static const char NO_KEY[] = "none";

const char *registry_key(const struct flow_context *context, const struct region *registry)
{
    if (registry == NULL)
        return NULL;
    const char *key = REGION_SEEN(registry->key);
    if (key == NULL) {
        key = make_key(context, registry);
        key = key != NULL ? key : NO_KEY;
        REGION_REMEMBER(((struct region *)registry)->key, key);
    }
    return key == NO_KEY ? NULL : key;
}
