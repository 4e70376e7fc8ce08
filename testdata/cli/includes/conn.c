#include "list.h"
#include <vendor/log.h>

#if __has_include(<vendor/extra.h>)
int extra;
#endif

int depth(void)
{
    return LIST_DEPTH + LOG_LEVEL;
}
