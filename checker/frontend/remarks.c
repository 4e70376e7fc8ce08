/* remarks.c: comments addressed to linger: `linger:allow(...)`, `linger:immortal ...`, `NOLINT(linger-...)`. Found by searching
 * the text of project files, without tokenising; a match in a string literal is harmless, as nobody will act on it. */
#include "frontend/lower.h"

struct search {
    struct lower *l;
    GHashTable *seen;
};

static const char *const marks[] = {"linger:", "NOLINT(linger", "NOLINTNEXTLINE(linger"};

static void add_remark(struct lower *l, const char *path, const char *text, size_t length, size_t at)
{
    struct remark remark = {.loc = {.file = path, .line = 1, .column = 1}};
    for (size_t i = 0; i < at; i++) {
        remark.loc.column++;
        if (text[i] == '\n') {
            remark.loc.line++;
            remark.loc.column = 1;
        }
    }
    size_t end = at;
    while (end < length && text[end] != '\n' && !(text[end] == '*' && end + 1 < length && text[end + 1] == '/'))
        end++;
    while (end > at && g_ascii_isspace(text[end - 1]))
        end--;
    remark.text = intern_bytes(l->strings, text + at, end - at);
    g_array_append_val(l->builder->remarks, remark);
}

/* Only comments count: something like `//` or a line of a block comment stands before it. */
static bool is_in_comment(const char *text, size_t at)
{
    size_t line = at;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    for (size_t i = line; i + 1 < at; i++)
        if (text[i] == '/' && (text[i + 1] == '/' || text[i + 1] == '*'))
            return true;
    while (line < at && g_ascii_isspace(text[line]))
        line++;
    return text[line] == '*' || line == at;
}

static void search_text(struct lower *l, const char *path, const char *text, size_t length)
{
    for (guint m = 0; m < G_N_ELEMENTS(marks); m++) {
        size_t mark = strlen(marks[m]);
        const char *found = text;
        while ((found = memmem(found, length - (size_t)(found - text), marks[m], mark)) != NULL) {
            size_t at = (size_t)(found - text);
            if (is_in_comment(text, at))
                add_remark(l, path, text, length, at);
            found += mark;
        }
    }
}

static void search_file(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack;
    struct search *search = data;
    struct file_info *info = file_of(search->l, file);

    if (info->path == NULL || (depth > 0 && file_is_system(search->l, file)) ||
        !g_hash_table_add(search->seen, (gpointer)info->path))
        return;
    if (info->text == NULL)
        info->text = clang_getFileContents(search->l->unit, file, &info->length);
    if (info->text != NULL)
        search_text(search->l, info->path, info->text, info->length);
}

static int compare_remarks(const void *a, const void *b)
{
    return loc_compare(&((const struct remark *)a)->loc, &((const struct remark *)b)->loc);
}

void collect_remarks(struct lower *l)
{
    struct search search = {.l = l, .seen = g_hash_table_new(NULL, NULL)};
    clang_getInclusions(l->unit, search_file, &search);
    g_hash_table_destroy(search.seen);
    g_array_sort(l->builder->remarks, compare_remarks);
}
