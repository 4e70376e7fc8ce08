#include "frontend/lower.h"
void macros_collect(struct lower *l)
{
    (void)l;
}
void macros_free(struct lower *l)
{
    (void)l;
}
struct macro_use *macro_begin(struct lower *l, CXCursor cursor, bool is_statement)
{
    (void)l;
    (void)cursor;
    (void)is_statement;
    return NULL;
}
bool macro_is_due(struct lower *l, CXCursor cursor)
{
    (void)l;
    (void)cursor;
    return false;
}
bool macro_covers(struct lower *l, const struct macro_use *use, CXCursor next)
{
    (void)l;
    (void)use;
    (void)next;
    return false;
}
void macro_end(struct lower *l, struct macro_use *use, struct operand *value)
{
    (void)l;
    (void)use;
    (void)value;
}
