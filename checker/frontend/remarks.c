/* remarks.c: comments addressed to linger: `linger:allow(...)`, `linger:immortal ...`, and clang-tidy's NOLINT with a list.
 * Found by searching the text of project files, without tokenising.
 *
 *     TAILQ_INSERT_TAIL(&pool, c, link); // <allow> pooled      speaks of its own line
 *
 *     // <allow> the pool keeps them, and                        speaks of the first line
 *     // pool_drain() gives them back                            after the comment
 *     TAILQ_INSERT_TAIL(&pool, c, link);
 *
 * linger's own begin their comment; prose that only mentions one is none. */
#include "frontend/lower.h"

struct search {
    struct lower *l;
    GHashTable *seen;
};

struct text {
    const char *bytes;
    size_t length;
};

static size_t line_begin(const struct text *text, size_t at)
{
    while (at > 0 && text->bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t next_line(const struct text *text, size_t at)
{
    const char *end = memchr(text->bytes + at, '\n', text->length - at);
    return end != NULL ? (size_t)(end - text->bytes) + 1 : text->length;
}

static bool is_blank(const struct text *text, size_t from, size_t to)
{
    while (from < to && g_ascii_isspace(text->bytes[from]))
        from++;
    return from == to;
}

/* No person writes comments in lines as long as this; a machine's may be megabytes, with a mark every few bytes. */
static bool is_in_long_line(const struct text *text, size_t at)
{
    enum { LONGEST_LINE = 4096 };
    return at > LONGEST_LINE && memrchr(text->bytes + at - LONGEST_LINE, '\n', LONGEST_LINE) == NULL;
}

static bool starts_with(const struct text *text, size_t at, const char *what)
{
    size_t length = strlen(what);
    return at + length <= text->length && memcmp(text->bytes + at, what, length) == 0;
}

/* Past a string or character literal that begins at `at`, or a character on. */
static size_t past_literal(const struct text *text, size_t at, size_t end)
{
    char quote = text->bytes[at];
    if (quote != '"' && !(quote == '\'' && (starts_with(text, at, "'\"'") || starts_with(text, at, "'\\\"'"))))
        return at + 1;
    for (at++; at < end && text->bytes[at] != quote; at++)
        at += text->bytes[at] == '\\';
    return at + 1;
}

/* Where the comment around `at` begins, on its line: at the slash, or at what comes first in a block comment's further line.
 * False: no comment. */
static bool find_comment(const struct text *text, size_t at, size_t *begin, bool *is_block)
{
    size_t first = line_begin(text, at);
    while (first < at && g_ascii_isspace(text->bytes[first]))
        first++;
    *begin = first;
    *is_block = true;
    if (first == at || text->bytes[first] == '*')
        return true;
    for (size_t i = first; i < at;) {
        *is_block = starts_with(text, i, "/*");
        const char *close = *is_block ? memmem(text->bytes + i + 2, at - MIN(at, i + 2), "*/", 2) : NULL;
        *begin = i;
        if (starts_with(text, i, "//") || (*is_block && close == NULL))
            return true;
        i = close != NULL ? (size_t)(close - text->bytes) + 2 : past_literal(text, i, at);
    }
    return false;
}

/* Only what opens comments stands between. */
static bool begins_comment(const struct text *text, size_t begin, size_t at)
{
    for (; begin < at; begin++)
        if (strchr("/*!< \t", text->bytes[begin]) == NULL)
            return false;
    return true;
}

/* The first byte of the line of code that a comment, which begins and ends there, speaks of. */
static size_t code_after(const struct text *text, size_t begin, size_t end, bool is_block)
{
    size_t line = line_begin(text, begin), at;
    if (!is_blank(text, line, begin))
        return line;
    while (is_block && end < text->length && !starts_with(text, end, "*/"))
        end++;
    at = next_line(text, end);
    if (is_block && !is_blank(text, MIN(end + 2, text->length), at))
        return line_begin(text, end);
    for (size_t code = at; at < text->length; at = next_line(text, at), code = at) {
        while (code < text->length && (text->bytes[code] == ' ' || text->bytes[code] == '\t'))
            code++;
        if (!starts_with(text, code, "//"))
            break;
    }
    return at;
}

static uint32_t lines_between(const struct text *text, size_t from, size_t to)
{
    uint32_t lines = 0;
    for (; from < to; from++)
        lines += text->bytes[from] == '\n';
    return lines;
}

static void add_remark(struct intern *strings, const char *path, const struct text *text, size_t begin, size_t at, bool is_block,
                       GArray *remarks)
{
    size_t end = at;
    while (end < text->length && text->bytes[end] != '\n' && !starts_with(text, end, "*/"))
        end++;
    size_t length = end - at;
    while (length > 0 && g_ascii_isspace(text->bytes[at + length - 1]))
        length--;
    struct remark remark = {.loc = {.file = path, .line = 1 + lines_between(text, 0, at)},
                            .text = intern_bytes(strings, text->bytes + at, length)};
    remark.loc.column = (uint32_t)(at - line_begin(text, at)) + 1;
    size_t code = code_after(text, begin, end, is_block);
    remark.line = code >= at ? remark.loc.line + lines_between(text, at, code) : remark.loc.line - lines_between(text, code, at);
    g_array_append_val(remarks, remark);
}

/* NOLINT may stand anywhere in a comment, with checks of other tools in its list. */
static bool is_for_us(const struct text *text, const char *mark, size_t begin, size_t at)
{
    if (mark[0] == 'l')
        return begins_comment(text, begin, at);
    const char *list = text->bytes + at, *end = memchr(list, '\n', text->length - at);
    const char *close = memchr(list, ')', end != NULL ? (size_t)(end - list) : text->length - at);
    return close != NULL && memmem(list, (size_t)(close - list), "linger-", strlen("linger-")) != NULL;
}

void remarks_in_text(struct intern *strings, const char *path, const char *bytes, size_t length, GArray *remarks)
{
    const struct text *text = &(const struct text){bytes, length};
    static const char *const marks[] = {"linger:allow", "linger:immortal", "NOLINT(", "NOLINTNEXTLINE("};
    for (guint m = 0; m < G_N_ELEMENTS(marks); m++) {
        const char *found = text->bytes;
        while ((found = memmem(found, text->length - (size_t)(found - text->bytes), marks[m], strlen(marks[m]))) != NULL) {
            size_t at = (size_t)(found - text->bytes), begin;
            bool is_block;
            if (!is_in_long_line(text, at) && find_comment(text, at, &begin, &is_block) && is_for_us(text, marks[m], begin, at))
                add_remark(strings, path, text, begin, at, is_block, remarks);
            found += strlen(marks[m]);
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
        remarks_in_text(search->l->strings, info->path, info->text, info->length, search->l->builder->remarks);
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
