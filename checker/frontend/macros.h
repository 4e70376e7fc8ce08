/* macros.h: the table of a unit's macro expansions and definitions. */
#ifndef LINGER_FRONTEND_MACROS_H
#define LINGER_FRONTEND_MACROS_H

#include "frontend/macro.h"

struct macros {
    GHashTable *expansions;  /* where it starts -> struct expansion * */
    GHashTable *definitions; /* definition's key -> struct macro_definition * */
    GHashTable *named;       /* interned name of a function-like macro -> CXCursor *; NULL until needed */
    GHashTable *objects;     /* the same of object-like ones */
};

#endif
