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
};

/* A cursor's place in the text: the includer's folder as clang spells it ("." for none), and what follows. */
struct place_in_text {
    char *folder;
    const char *text, *end;
};

static struct place_in_text place_of(const struct searching *s, CXCursor cursor)
{
    CXFile file;
    unsigned offset;
    size_t size = 0;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    CXString name = clang_getFileName(file);
    const char *path = clang_getCString(name), *text = file == NULL ? NULL : clang_getFileContents(s->unit, file, &size);
    struct place_in_text place = {.folder = g_path_get_dirname(path != NULL ? path : "")};
    clang_disposeString(name);
    if (text != NULL && offset < size) {
        place.text = text + offset;
        place.end = text + size;
    }
    return place;
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
    char *own = folder != NULL ? g_canonicalize_filename(folder, s->input->directory) : NULL;
    const char *key = intern_printf(s->strings, "%s\n%s", own != NULL ? own : "", name);
    if (g_hash_table_add(s->seen, (gpointer)key)) {
        struct header_search search = {.own_folder = own != NULL ? intern(s->strings, own) : NULL,
                                       .name = intern(s->strings, name)};
        g_array_append_val(s->input->searches, search);
    }
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
static void note_directive(const struct searching *s, CXCursor cursor)
{
    struct place_in_text place = place_of(s, cursor);
    const char *at = skip(place.text, place.end, is_blank);
    at = skip(at, place.end, is_of_word); /* "#" and perhaps the word */
    at = skip(at, place.end, is_blank);
    at = skip(at, place.end, is_of_word);
    at = skip(at, place.end, is_blank);
    bool is_angled = at < place.end && *at == '<';
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(spelling);
    if (name != NULL && (is_angled || !is_beside(clang_getIncludedFile(cursor), place.folder, name)))
        note(s, is_angled ? NULL : place.folder, name);
    clang_disposeString(spelling);
    g_free(place.folder);
}

/* __has_include(<x>), __has_include("x"); also `defined __has_include`, which has no parenthesis. */
static void note_question(const struct searching *s, CXCursor cursor)
{
    struct place_in_text place = place_of(s, cursor);
    const char *at = skip(place.text, place.end, is_of_word);
    at = skip(at, place.end, is_blank);
    at = at < place.end && *at == '(' ? skip(at + 1, place.end, is_blank) : place.end;
    if (at < place.end && (*at == '<' || *at == '"')) {
        const char *stop = memchr(at + 1, *at == '<' ? '>' : '"', (size_t)(place.end - at - 1));
        if (stop != NULL && memchr(at, '\n', (size_t)(stop - at)) == NULL) {
            char *name = g_strndup(at + 1, (size_t)(stop - at - 1));
            note(s, *at == '<' ? NULL : place.folder, name);
            g_free(name);
        }
    }
    g_free(place.folder);
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
}
