/* outline.c: where things stand in a YAML text. libcyaml checks and converts, but forgets positions; libyaml's document keeps
 * them. Both read the same text, so a path (key, index, key …) leads to the same thing in both. */
#include "model/schema.h"

#include <yaml.h>

struct outline {
    yaml_document_t document;
};

struct node {
    yaml_node_t yaml; /* never made: a struct node * is a yaml_node_t * in disguise */
};

static const yaml_node_t *yaml_of(const struct node *node)
{
    return (const yaml_node_t *)node;
}

static yaml_node_t *node_at(const struct outline *outline, yaml_node_item_t index)
{
    return yaml_document_get_node((yaml_document_t *)&outline->document, index);
}

static bool scalar_is(const yaml_node_t *node, const char *text)
{
    return node != NULL && node->type == YAML_SCALAR_NODE && strlen(text) == node->data.scalar.length &&
           memcmp(node->data.scalar.value, text, node->data.scalar.length) == 0;
}

struct outline *outline_new(const char *text, size_t size, struct error *err)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        die("out of memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    struct outline *outline = g_new0(struct outline, 1);
    if (!yaml_parser_load(&parser, &outline->document)) {
        error_set(err, "%zu:%zu: not valid YAML: %s", parser.problem_mark.line + 1, parser.problem_mark.column + 1,
                  parser.problem != NULL ? parser.problem : "unreadable");
        g_free(outline);
        outline = NULL;
    }
    yaml_parser_delete(&parser);
    return outline;
}

void outline_free(struct outline *outline)
{
    if (outline == NULL)
        return;
    yaml_document_delete(&outline->document);
    g_free(outline);
}

const struct node *outline_root(const struct outline *outline)
{
    return (const struct node *)yaml_document_get_root_node((yaml_document_t *)&outline->document);
}

const struct node *outline_key(const struct outline *outline, const struct node *mapping, const char *key)
{
    const yaml_node_t *yaml = yaml_of(mapping);
    if (yaml == NULL || yaml->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *pair = yaml->data.mapping.pairs.start; pair < yaml->data.mapping.pairs.top; pair++)
        if (scalar_is(node_at(outline, pair->key), key))
            return (const struct node *)node_at(outline, pair->value);
    return NULL;
}

const struct node *outline_entry(const struct outline *outline, const struct node *sequence, uint32_t index)
{
    const yaml_node_t *yaml = yaml_of(sequence);
    if (yaml == NULL || yaml->type != YAML_SEQUENCE_NODE)
        return NULL;
    yaml_node_item_t *item = yaml->data.sequence.items.start + index;
    return item < yaml->data.sequence.items.top ? (const struct node *)node_at(outline, *item) : NULL;
}

static void mark_position(yaml_mark_t mark, uint32_t *line, uint32_t *column)
{
    *line = (uint32_t)mark.line + 1;
    *column = (uint32_t)mark.column + 1;
}

void outline_position(const struct node *node, uint32_t *line, uint32_t *column)
{
    *line = *column = 1;
    if (node != NULL)
        mark_position(yaml_of(node)->start_mark, line, column);
}

static bool mark_before(yaml_mark_t mark, uint32_t line, uint32_t column)
{
    return mark.line + 1 < line || (mark.line + 1 == line && mark.column + 1 < column);
}

bool outline_find_key(const struct outline *outline, const char *key, uint32_t *line, uint32_t *column)
{
    const yaml_node_t *best = NULL;
    const yaml_document_t *document = &outline->document;
    for (const yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++) {
        if (node->type != YAML_MAPPING_NODE)
            continue;
        for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
            const yaml_node_t *found = node_at(outline, pair->key);
            if (scalar_is(found, key) && !mark_before(found->start_mark, *line, *column) &&
                (best == NULL || found->start_mark.index < best->start_mark.index))
                best = found;
        }
    }
    if (best != NULL)
        mark_position(best->start_mark, line, column);
    return best != NULL;
}

bool outline_find_text(const struct outline *outline, const char *text, uint32_t *line, uint32_t *column)
{
    const yaml_node_t *best = NULL;
    const yaml_document_t *document = &outline->document;
    for (const yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++)
        if (scalar_is(node, text) && !mark_before(node->start_mark, *line, *column) &&
            (best == NULL || node->start_mark.index < best->start_mark.index))
            best = node;
    if (best != NULL)
        mark_position(best->start_mark, line, column);
    return best != NULL;
}

bool outline_find_lacking(const struct outline *outline, const char *key, uint32_t *line, uint32_t *column)
{
    const yaml_node_t *best = NULL;
    const yaml_document_t *document = &outline->document;
    for (const yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++) {
        if (node->type != YAML_MAPPING_NODE || outline_key(outline, (const struct node *)node, key) != NULL)
            continue;
        bool begun = mark_before(node->start_mark, *line, *column + 1);
        if (begun && !mark_before(node->end_mark, *line, *column) &&
            (best == NULL || node->start_mark.index > best->start_mark.index))
            best = node;
    }
    if (best != NULL)
        mark_position(best->start_mark, line, column);
    return best != NULL;
}
