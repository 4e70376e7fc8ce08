#include "base/loc.h"

int loc_compare(const struct loc *a, const struct loc *b)
{
    int by_file = a->file == b->file ? 0 : g_strcmp0(a->file, b->file);
    if (by_file != 0)
        return by_file;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return 0;
}
