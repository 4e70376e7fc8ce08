/* searches.c: what a unit looked for along its include path, found or not: a header that appears there later changes the unit,
 * though no file that was read has changed.
 *
 *     #include "conn.h"                     not beside this file: found along the path, or missing
 *     #if __has_include(<sys/epoll.h>)
 *
 * A quoted name found beside the file that includes it is no search: nothing comes before it. Not seen: a __has_include within
 * the body of a macro. */
#include "frontend/parse.h"

struct searching {
    CXTranslationUnit unit;
    const struct frontend_input *input;
    struct intern *strings;
    GHashTable *seen; /* "folder\nname", interned */
    CXFile file;      /* that the last cursor was in */
    char *folder;     /* of that file as clang spells it; "." for none */
    const char *text;
    size_t size;
};

/* The text from the cursor on, up to `*end`. */
static const char *text_at(struct searching *s, CXCursor cursor, const char **end)
{
    CXFile file;
    unsigned offset;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    if (file != s->file || s->folder == NULL) {
        CXString name = clang_getFileName(file);
        const char *path = clang_getCString(name);
        g_free(s->folder);
        s->folder = g_path_get_dirname(path != NULL ? path : "");
        s->file = file;
        s->size = 0;
        s->text = file != NULL ? clang_getFileContents(s->unit, file, &s->size) : NULL;
        clang_disposeString(name);
    }
    *end = s->text + s->size;
    return offset < s->size ? s->text + offset : *end;
}

static const char *skip(const char *at, const char *end, bool (*is_skipped)(char c))
{
    while (at < end && is_skipped(*at))
        at++;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_of_word(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '#';
}

static void note(const struct searching *s, const char *folder, const char *name)
{
    const char *key = intern_printf(s->strings, "%s\n%s", folder != NULL ? folder : "", name);
    if (!g_hash_table_add(s->seen, (gpointer)key))
        return;
    char *own = folder != NULL ? g_canonicalize_filename(folder, s->input->directory) : NULL;
    struct header_search search = {.own_folder = own != NULL ? intern(s->strings, own) : NULL, .name = intern(s->strings, name)};
    g_array_append_val(s->input->searches, search);
    g_free(own);
}

static bool is_beside(CXFile included, const char *folder, const char *name)
{
    size_t length = strlen(folder);
    CXString path = clang_getFileName(included);
    const char *text = clang_getCString(path);
    bool is_so =
        text != NULL && strncmp(text, folder, length) == 0 && text[length] == '/' && strcmp(text + length + 1, name) == 0;
    clang_disposeString(path);
    return is_so;
}

/* #include <x>, #include "x", #include MACRO (which may be either) */
static void note_directive(struct searching *s, CXCursor cursor)
{
    const char *end, *at = text_at(s, cursor, &end);
    at = skip(at, end, is_of_word); /* "#" and perhaps the word */
    at = skip(at, end, is_blank);
    at = skip(at, end, is_of_word);
    at = skip(at, end, is_blank);
    bool is_angled = at < end && *at == '<';
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(spelling);
    if (name != NULL && (is_angled || !is_beside(clang_getIncludedFile(cursor), s->folder, name)))
        note(s, is_angled ? NULL : s->folder, name);
    clang_disposeString(spelling);
}

/* __has_include(<x>), __has_include("x"); also `defined __has_include`, which has no parenthesis. */
static void note_question(struct searching *s, CXCursor cursor)
{
    const char *end, *at = text_at(s, cursor, &end);
    at = skip(at, end, is_of_word);
    at = skip(at, end, is_blank);
    at = at < end && *at == '(' ? skip(at + 1, end, is_blank) : end;
    if (at < end && (*at == '<' || *at == '"')) {
        const char *stop = memchr(at + 1, *at == '<' ? '>' : '"', (size_t)(end - at - 1));
        if (stop != NULL && memchr(at, '\n', (size_t)(stop - at)) == NULL) {
            char *name = g_strndup(at + 1, (size_t)(stop - at - 1));
            note(s, *at == '<' ? NULL : s->folder, name);
            g_free(name);
        }
    }
}

static bool is_question(CXCursor cursor)
{
    return cursor.kind == CXCursor_MacroExpansion && (cx_equals(clang_getCursorSpelling(cursor), "__has_include") ||
                                                      cx_equals(clang_getCursorSpelling(cursor), "__has_include_next"));
}

/* The preprocessor's cursors come first. */
static enum CXChildVisitResult look(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (cursor.kind == CXCursor_InclusionDirective)
        note_directive(data, cursor);
    else if (is_question(cursor))
        note_question(data, cursor);
    return clang_isDeclaration(cursor.kind) ? CXChildVisit_Break : CXChildVisit_Continue;
}

void collect_searches(CXTranslationUnit unit, const struct frontend_input *input, struct intern *strings)
{
    struct searching s = {.unit = unit, .input = input, .strings = strings, .seen = g_hash_table_new(NULL, NULL)};
    clang_visitChildren(clang_getTranslationUnitCursor(unit), look, &s);
    g_hash_table_destroy(s.seen);
    g_free(s.folder);
}
