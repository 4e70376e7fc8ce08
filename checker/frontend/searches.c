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
    GHashTable *seen;    /* "folder\nname", interned */
    GHashTable *folders; /* CXFile -> its folder as clang spells it, "." for none (owned) */
};

static CXFile file_of_cursor(CXCursor cursor, unsigned *offset)
{
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, offset);
    return file;
}

static const char *folder_of(const struct searching *s, CXFile file)
{
    char *folder = g_hash_table_lookup(s->folders, file);
    if (folder != NULL)
        return folder;
    CXString name = clang_getFileName(file);
    const char *path = clang_getCString(name);
    folder = g_path_get_dirname(path != NULL ? path : "");
    clang_disposeString(name);
    g_hash_table_insert(s->folders, file, folder);
    return folder;
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
    return g_ascii_isalnum(c) || c == '_';
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

/* "#", "include", "<" … Asking for the file's text instead would cost a search through all files. */
static bool is_angled(const struct searching *s, CXCursor directive)
{
    CXToken *tokens;
    unsigned count;
    clang_tokenize(s->unit, clang_getCursorExtent(directive), &tokens, &count);
    bool is_so = count > 2 && cx_equals(clang_getTokenSpelling(s->unit, tokens[2]), "<");
    clang_disposeTokens(s->unit, tokens, count);
    return is_so;
}

/* #include <x>, #include "x", #include MACRO (which may be either) */
static void note_directive(const struct searching *s, CXCursor cursor)
{
    const char *folder = folder_of(s, file_of_cursor(cursor, NULL));
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(spelling);
    if (name != NULL && is_angled(s, cursor))
        note(s, NULL, name);
    else if (name != NULL && !is_beside(clang_getIncludedFile(cursor), folder, name))
        note(s, folder, name);
    clang_disposeString(spelling);
}

/* __has_include(<x>), __has_include("x"); also `defined __has_include`, which has no parenthesis. */
static void note_question(const struct searching *s, CXCursor cursor)
{
    unsigned offset;
    size_t size = 0;
    CXFile file = file_of_cursor(cursor, &offset);
    const char *text = file != NULL ? clang_getFileContents(s->unit, file, &size) : NULL, *end = text + size;
    if (offset >= size)
        return;
    const char *at = skip(text + offset, end, is_of_word);
    at = skip(at, end, is_blank);
    at = at < end && *at == '(' ? skip(at + 1, end, is_blank) : end;
    const char *stop =
        at < end && (*at == '<' || *at == '"') ? memchr(at + 1, *at == '<' ? '>' : '"', (size_t)(end - at - 1)) : NULL;
    if (stop == NULL || memchr(at, '\n', (size_t)(stop - at)) != NULL)
        return;
    char *name = g_strndup(at + 1, (size_t)(stop - at - 1));
    note(s, *at == '<' ? NULL : folder_of(s, file), name);
    g_free(name);
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
    struct searching s = {.unit = unit,
                          .input = input,
                          .strings = strings,
                          .seen = g_hash_table_new(NULL, NULL),
                          .folders = g_hash_table_new_full(NULL, NULL, NULL, g_free)};
    clang_visitChildren(clang_getTranslationUnitCursor(unit), look, &s);
    g_hash_table_destroy(s.seen);
    g_hash_table_destroy(s.folders);
}
