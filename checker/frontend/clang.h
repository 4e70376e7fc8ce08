/* clang.h: what differs between libclang 17 and 22, and the few facts about its structures that lowering leans on. */
#ifndef LINGER_FRONTEND_CLANG_H
#define LINGER_FRONTEND_CLANG_H

#include <clang-c/Index.h>

#include "base/intern.h"

/* Interns and disposes: no CXString lives longer than a line. */
static inline const char *cx_intern(struct intern *strings, CXString text)
{
    const char *c = clang_getCString(text);
    const char *copy = c == NULL ? NULL : intern(strings, c);
    clang_disposeString(text);
    return copy;
}

static inline bool cx_equals(CXString text, const char *other)
{
    const char *c = clang_getCString(text);
    bool equal = c != NULL && strcmp(c, other) == 0;
    clang_disposeString(text);
    return equal;
}

/* Identity of a declaration, and of a type with its qualifiers: addresses of clang's own objects. */
static inline const void *cx_decl_key(CXCursor cursor)
{
    return cursor.data[0];
}

static inline const void *cx_type_key(CXType type)
{
    return type.data[0];
}

/* clang marks locations that come from a macro by the top bit of their encoding (all versions so far). */
static inline bool cx_location_in_macro(CXSourceLocation location)
{
    return (location.int_data & 0x80000000u) != 0;
}

/* libclang crashes on types of broken code here. */
static inline CXType cx_unqualified(CXType type)
{
    return type.kind == CXType_Invalid || type.data[0] == NULL ? type : clang_getUnqualifiedType(type);
}

static inline bool cx_is_null(CXCursor cursor)
{
    return clang_isInvalid(cursor.kind) || clang_Cursor_isNull(cursor);
}

#endif
