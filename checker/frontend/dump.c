/* dump.c: `linger dump cursors`: libclang's tree as lowering meets it; system headers left out. */
#include "frontend/parse.h"

struct dump {
    GString *out;
    int depth;
};

static void append(GString *out, const char *before, CXString text)
{
    const char *c = clang_getCString(text);
    if (c != NULL && c[0] != '\0')
        g_string_append_printf(out, "%s%s", before, c);
    clang_disposeString(text);
}

static enum CXChildVisitResult dump_one(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct dump *dump = data;
    CXSourceLocation location = clang_getCursorLocation(cursor);
    if (dump->depth == 0 && (clang_Location_isInSystemHeader(location) || clang_isPreprocessing(cursor.kind)))
        return CXChildVisit_Continue;
    unsigned line, column;
    clang_getExpansionLocation(location, NULL, &line, &column, NULL);
    g_string_append_printf(dump->out, "%*s", dump->depth * 2, "");
    append(dump->out, "", clang_getCursorKindSpelling(cursor.kind));
    append(dump->out, " ", clang_getCursorSpelling(cursor));
    append(dump->out, " : ", clang_getTypeSpelling(clang_getCursorType(cursor)));
    CXCursor referenced = clang_getCursorReferenced(cursor);
    if (!cx_is_null(referenced) && !clang_equalCursors(referenced, cursor))
        append(dump->out, " -> ", clang_getCursorUSR(referenced));
    g_string_append_printf(dump->out, " @%u:%u%s\n", line, column, cx_location_in_macro(location) ? " macro" : "");
    dump->depth++;
    clang_visitChildren(cursor, dump_one, dump);
    dump->depth--;
    return CXChildVisit_Continue;
}

void dump_cursors(CXTranslationUnit unit, const struct frontend_input *input, GString *out)
{
    (void)input;
    struct dump dump = {.out = out};
    clang_visitChildren(clang_getTranslationUnitCursor(unit), dump_one, &dump);
}
