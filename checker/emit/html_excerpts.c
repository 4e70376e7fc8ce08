/* html_excerpts.c: the lines of source an HTML report carries.
 *
 * Every place a finding or a step names is shown with some lines around it. Ten thousand findings name the same lines again and
 * again, so lines are collected per file, overlapping windows are merged, and each line is embedded once. Where even that is too
 * much (many findings in many files), the windows shrink until the whole fits the budget.
 *
 * The text is read when the report is written. A file that changed since it was analysed shows its present text. */
#include "emit/html.h"

enum {
    BUDGET = 10 * 1024 * 1024, /* bytes of source in one report: half of what the report may weigh */
    MAX_LINE = 400,            /* bytes of one line: minified or generated text is cut */
    BRIDGE = 3,                /* a gap of so few lines is filled: cheaper than a new window */
};

static const uint32_t contexts[] = {9, 6, 4, 2, 1, 0}; /* lines above and below, widest first */

struct range {
    uint32_t first, last; /* lines from 1, both included */
};

struct source {
    const char *path;
    const char *text;    /* borrowed; NULL: unreadable */
    GArray *line_starts; /* uint32_t: offset of each line, and of the end */
    GArray *wanted;      /* uint32_t: lines, sorted, each once */
};

struct excerpts {
    GPtrArray *sources; /* struct source *, by path */
    GHashTable *index;  /* path -> number + 1 */
    uint32_t context;
};

static void source_free(void *data)
{
    struct source *source = data;

    g_array_unref(source->line_starts);
    g_array_unref(source->wanted);
    g_free(source);
}

static void want(struct excerpts *excerpts, const struct loc *loc)
{
    struct source *source;

    if (loc->file == NULL)
        return;
    source = g_hash_table_lookup(excerpts->index, loc->file);
    if (source == NULL) {
        source = g_new0(struct source, 1);
        source->path = loc->file;
        source->line_starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        source->wanted = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_hash_table_insert(excerpts->index, (char *)loc->file, source);
        g_ptr_array_add(excerpts->sources, source);
    }
    if (loc->line > 0)
        g_array_append_val(source->wanted, loc->line);
}

static int compare_paths(const void *a, const void *b)
{
    const struct source *const *left = a, *const *right = b;

    return strcmp((*left)->path, (*right)->path);
}

static int compare_lines(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

static void sort_wanted(GArray *wanted)
{
    uint32_t kept = 0;

    g_array_sort(wanted, compare_lines);
    for (uint32_t i = 0; i < wanted->len; i++) {
        uint32_t line = g_array_index(wanted, uint32_t, i);
        if (kept == 0 || g_array_index(wanted, uint32_t, kept - 1) != line)
            g_array_index(wanted, uint32_t, kept++) = line;
    }
    g_array_set_size(wanted, kept);
}

static void read_source(struct source *source, const struct report *report)
{
    size_t length = 0;
    uint32_t start = 0;

    source->text = report->source ? report->source(source->path, &length, report->source_user) : NULL;
    if (source->text == NULL || length == 0 || length > UINT32_MAX - 1)
        return;
    g_array_append_val(source->line_starts, start);
    for (uint32_t i = 0; i < length; i++) {
        start = i + 1;
        if (source->text[i] == '\n' || start == length)
            g_array_append_val(source->line_starts, start);
    }
}

static uint32_t line_count(const struct source *source)
{
    return source->line_starts->len == 0 ? 0 : source->line_starts->len - 1;
}

/* The next window of merged lines, beginning with wanted line number *next; false: no more. */
static bool next_range(const struct source *source, uint32_t context, uint32_t *next, struct range *range)
{
    const uint32_t *lines = (const uint32_t *)(void *)source->wanted->data;
    uint32_t lines_there = line_count(source), i = *next;

    if (i >= source->wanted->len || lines[i] > lines_there)
        return false;
    range->first = lines[i] > context ? lines[i] - context : 1;
    range->last = MIN((uint64_t)lines[i] + context, lines_there);
    for (i++; i < source->wanted->len && lines[i] <= lines_there && lines[i] <= range->last + context + BRIDGE + 1; i++)
        range->last = MIN((uint64_t)lines[i] + context, lines_there);
    *next = i;
    return true;
}

/* One line without its end: where it begins, how many bytes of it are shown. */
static const char *line_text(const struct source *source, uint32_t line, uint32_t *length, bool *is_cut)
{
    const uint32_t *starts = (const uint32_t *)(void *)source->line_starts->data;
    const char *text = source->text + starts[line - 1];
    uint32_t size = starts[line] - starts[line - 1];

    if (size > 0 && text[size - 1] == '\n')
        size--;
    if (size > 0 && text[size - 1] == '\r')
        size--;
    *is_cut = size > MAX_LINE;
    if (*is_cut)
        for (size = MAX_LINE; size > 0 && ((unsigned char)text[size] & 0xc0) == 0x80;)
            size--;
    *length = size;
    return text;
}

static uint64_t measure(const struct excerpts *excerpts, uint32_t context)
{
    uint64_t bytes = 0;

    for (uint32_t i = 0; i < excerpts->sources->len; i++) {
        const struct source *source = g_ptr_array_index(excerpts->sources, i);
        struct range range;
        uint32_t next = 0, length;
        bool is_cut;
        while (next_range(source, context, &next, &range)) {
            for (uint32_t line = range.first; line <= range.last; line++) {
                line_text(source, line, &length, &is_cut);
                bytes += length + 2; /* the newline is two characters in JSON */
            }
        }
    }
    return bytes;
}

struct excerpts *excerpts_new(const struct report *report)
{
    struct excerpts *excerpts = g_new0(struct excerpts, 1);
    uint32_t choice = 0;

    excerpts->sources = g_ptr_array_new_with_free_func(source_free);
    excerpts->index = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const struct finding *finding = report->findings[i];
        want(excerpts, &finding->loc);
        for (uint32_t s = 0; s < finding->step_count; s++)
            want(excerpts, &finding->steps[s].loc);
    }
    g_ptr_array_sort(excerpts->sources, compare_paths);
    for (uint32_t i = 0; i < excerpts->sources->len; i++) {
        struct source *source = g_ptr_array_index(excerpts->sources, i);
        g_hash_table_insert(excerpts->index, (char *)source->path, GUINT_TO_POINTER(i + 1));
        sort_wanted(source->wanted);
        read_source(source, report);
    }
    while (choice + 1 < G_N_ELEMENTS(contexts) && measure(excerpts, contexts[choice]) > BUDGET)
        choice++;
    excerpts->context = contexts[choice];
    return excerpts;
}

void excerpts_free(struct excerpts *excerpts)
{
    g_hash_table_unref(excerpts->index);
    g_ptr_array_unref(excerpts->sources);
    g_free(excerpts);
}

uint32_t excerpts_file_count(const struct excerpts *excerpts)
{
    return excerpts->sources->len;
}

const char *excerpts_path(const struct excerpts *excerpts, uint32_t file)
{
    return ((const struct source *)g_ptr_array_index(excerpts->sources, file))->path;
}

int64_t excerpts_find(const struct excerpts *excerpts, const char *path)
{
    return path == NULL ? -1 : (int64_t)GPOINTER_TO_UINT(g_hash_table_lookup(excerpts->index, path)) - 1;
}

void excerpts_each(const struct excerpts *excerpts, uint32_t file, excerpts_visit *visit, void *user)
{
    const struct source *source = g_ptr_array_index(excerpts->sources, file);
    struct range range;
    uint32_t next = 0, length;
    bool is_cut;

    while (next_range(source, excerpts->context, &next, &range)) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (uint32_t line = range.first; line <= range.last; line++) {
            const char *from = line_text(source, line, &length, &is_cut);
            g_autofree char *valid = g_utf8_make_valid(from, length);
            g_string_append(text, valid);
            g_string_append(text, is_cut ? " …\n" : "\n");
        }
        visit(range.first, text, user);
    }
}
