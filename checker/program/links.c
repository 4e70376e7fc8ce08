/* links.c: links by their names, "record.field" or "record.field.field"; ids of records may hold dots themselves. */
#include "program/membership.h"

static const struct record *record_before(const struct program *program, const char *link)
{
    for (const char *dot = link + strlen(link); dot-- > link;) {
        if (*dot != '.')
            continue;
        char *id = g_strndup(link, (gsize)(dot - link));
        const struct record *record = g_hash_table_lookup(program->records, id);
        g_free(id);
        if (record != NULL)
            return record;
    }
    return NULL;
}

const char *link_record(const struct program *program, const char *link)
{
    const struct record *record = record_before(program, link);
    return record != NULL ? record->id : NULL;
}

/* Two records of the very same members are two records: a list and another list. */
static bool begins_with(const struct record *derived, const struct record *base)
{
    if (base->field_count == 0 || derived->field_count <= base->field_count)
        return false;
    for (uint32_t i = 0; i < base->field_count; i++)
        if (g_strcmp0(derived->fields[i].name, base->fields[i].name) != 0)
            return false;
    return true;
}

bool links_agree(const struct program *program, const char *a, const char *b)
{
    if (a == b)
        return true;
    const char *dot_a = strrchr(a, '.'), *dot_b = strrchr(b, '.');
    if (dot_a == NULL || dot_b == NULL || strcmp(dot_a, dot_b) != 0)
        return false;
    const struct record *of_a = record_before(program, a), *of_b = record_before(program, b);
    if (of_a == NULL || of_b == NULL || strcmp(a + strlen(of_a->id), b + strlen(of_b->id)) != 0)
        return false;
    return begins_with(of_a, of_b) || begins_with(of_b, of_a);
}
