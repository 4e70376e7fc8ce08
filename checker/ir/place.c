/* place.c: comparing access paths. Strings of one module are equal exactly when their pointers are; those of two modules with
 * tables of their own need a look at the text. */
#include "ir/ir.h"

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool selector_equal(const struct selector *a, const struct selector *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case SELECT_FIELD:
    case SELECT_OUTER:
        return is_same_text(a->field, b->field) && is_same_text(a->record, b->record);
    case SELECT_DEREF:
        return true;
    case SELECT_ELEMENT:
        return operand_equal(a->key, b->key);
    }
    return false;
}

/* The type follows from the path and is not looked at. */
bool place_equal(const struct place *a, const struct place *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->root != b->root || a->index != b->index || a->step_count != b->step_count ||
        !is_same_text(a->symbol, b->symbol))
        return false;
    for (uint32_t i = 0; i < a->step_count; i++)
        if (!selector_equal(&a->steps[i], &b->steps[i]))
            return false;
    return true;
}

/* Two unknown values (OPERAND_NONE) count as equal: what is compared is what the operand says. */
bool operand_equal(const struct operand *a, const struct operand *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->kind != b->kind)
        return false;
    switch (a->kind) {
    case OPERAND_NONE:
    case OPERAND_NULL:
        return true;
    case OPERAND_PLACE:
    case OPERAND_ADDRESS:
        return place_equal(a->place, b->place);
    case OPERAND_INT:
        return a->number == b->number;
    case OPERAND_STRING:
    case OPERAND_FUNCTION:
        return is_same_text(a->text, b->text);
    }
    return false;
}

bool place_is_variable(const struct place *place)
{
    return place->step_count == 0;
}
