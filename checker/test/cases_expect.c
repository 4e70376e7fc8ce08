/* cases_expect.c: reads a case: its files, its flags, and the comments that say what linger should find.
 *
 *     list_add(&g_conns, c);   // expect: unremoved-registration[exit] "g_conns"
 *     return -1;               // expect-step: "returns"
 *
 * A comment may also be of the other kind, and several may stand on one line. */
#include "test/cases.h"

static const struct {
    const char *word;
    enum expect_kind kind;
} expect_words[] = {
    {"expect", EXPECT_FINDING}, {"expect-low", EXPECT_LOW},   {"expect-todo", EXPECT_TODO},
    {"expect-wrong", EXPECT_WRONG}, {"expect-step", EXPECT_STEP}, {"expect-none", EXPECT_NONE},
};

bool is_cxx(const char *name)
{
    return g_str_has_suffix(name, ".cc") || g_str_has_suffix(name, ".cpp");
}

bool is_source(const char *name)
{
    return g_str_has_suffix(name, ".c") || is_cxx(name);
}

static void expectation_free(void *data)
{
    struct expectation *e = data;

    g_free(e->file);
    g_free(e->rule);
    g_free(e->claim);
    g_free(e->text);
    g_free(e);
}

static void complain(struct test_case *test, const char *file, int line, const char *what)
{
    g_string_append_printf(test->problems, "%s:%d: %s\n", file, line, what);
}

/* ` rule[kind] "text"`; returns what follows, NULL when it makes no sense. */
static const char *parse_claim(struct expectation *e, const char *at)
{
    size_t length;

    at += strspn(at, " ");
    length = strspn(at, "abcdefghijklmnopqrstuvwxyz-");
    if (length > 0) {
        e->rule = g_strndup(at, length);
        at += length;
    }
    if (*at == '[') {
        const char *close = strchr(at, ']');

        if (!close)
            return NULL;
        e->claim = g_strndup(at + 1, (size_t)(close - at - 1));
        at = close + 1;
    }
    at += strspn(at, " ");
    if (*at == '"') {
        const char *close = strchr(at + 1, '"');

        if (!close)
            return NULL;
        e->text = g_strndup(at + 1, (size_t)(close - at - 1));
        at = close + 1;
    }
    at += strspn(at, " ");
    return *at == '\0' || g_str_has_prefix(at, "*/") || g_str_has_prefix(at, "//") ? at : NULL;
}

static bool expect_kind_parse(const char *word, size_t length, enum expect_kind *kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(expect_words); i++)
        if (strlen(expect_words[i].word) == length && strncmp(word, expect_words[i].word, length) == 0) {
            *kind = expect_words[i].kind;
            return true;
        }
    return false;
}

static void parse_line(struct test_case *test, const char *file, int number, const char *line)
{
    for (const char *at = line; (at = strstr(at, "expect")) != NULL; at++) {
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz-");
        bool in_comment = at - line >= 3 && (strncmp(at - 3, "// ", 3) == 0 || strncmp(at - 3, "/* ", 3) == 0);
        struct expectation *e;

        if (!in_comment || at[length] != ':')
            continue;
        e = g_new0(struct expectation, 1);
        e->file = g_strdup(file);
        e->line = number;
        g_ptr_array_add(test->expectations, e);
        if (!expect_kind_parse(at, length, &e->kind))
            complain(test, file, number, "no such expectation");
        else if (!parse_claim(e, at + length + 1))
            complain(test, file, number, "an expectation is: expect: rule[kind] \"text\"");
        else if ((e->kind == EXPECT_STEP) != (e->rule == NULL))
            complain(test, file, number, "a rule is named by every expectation but expect-step");
    }
}

static void parse_file(struct test_case *test, const char *relative)
{
    g_autofree char *path = test_case_file(test, relative);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        complain(test, relative, 0, "cannot be read");
        return;
    }
    lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i]; i++)
        parse_line(test, relative, i + 1, lines[i]);
    if (is_source(relative)) {
        const char *first = lines[0] ? lines[0] : "";

        if (!(g_str_has_prefix(first, "// ") || g_str_has_prefix(first, "/* ")) || strlen(first) < 20)
            complain(test, relative, 1, "the first line says in a comment what the case is about");
    }
}

static void add_files(struct test_case *test, const char *folder, const char *prefix)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        char *relative = g_strconcat(prefix, name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            g_autofree char *deeper = g_strconcat(relative, "/", NULL);
            add_files(test, path, deeper);
            g_free(relative);
        } else {
            g_ptr_array_add(is_source(name) ? test->sources : test->headers, relative);
        }
    }
    if (dir)
        g_dir_close(dir);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct test_case *test_case_read(const char *name, const char *path)
{
    struct test_case *test = g_new0(struct test_case, 1);

    test->name = g_strdup(name);
    test->path = g_strdup(path);
    test->is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    test->sources = g_ptr_array_new_with_free_func(g_free);
    test->headers = g_ptr_array_new_with_free_func(g_free);
    test->expectations = g_ptr_array_new_with_free_func(expectation_free);
    test->problems = g_string_new(NULL);
    if (test->is_folder)
        add_files(test, path, "");
    else
        g_ptr_array_add(test->sources, g_path_get_basename(path));
    g_ptr_array_sort(test->sources, compare_texts);
    g_ptr_array_sort(test->headers, compare_texts);
    for (guint i = 0; i < test->sources->len; i++)
        parse_file(test, test->sources->pdata[i]);
    for (guint i = 0; i < test->headers->len; i++)
        parse_file(test, test->headers->pdata[i]);
    if (test->sources->len == 0)
        complain(test, name, 0, "no source file");
    return test;
}

void test_case_free(struct test_case *test)
{
    g_free(test->name);
    g_free(test->path);
    g_ptr_array_unref(test->sources);
    g_ptr_array_unref(test->headers);
    g_ptr_array_unref(test->expectations);
    g_string_free(test->problems, TRUE);
    g_free(test);
}

char *test_case_file(const struct test_case *test, const char *relative)
{
    return test->is_folder ? g_build_filename(test->path, relative, NULL) : g_strdup(test->path);
}

GPtrArray *test_case_flags(const struct test_case *test, const char *relative)
{
    GPtrArray *flags = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *path = test_case_file(test, relative);
    g_autofree char *text = NULL;
    const char *more;

    g_ptr_array_add(flags, g_strdup(is_cxx(relative) ? "-std=c++20" : "-std=gnu11"));
    if (is_cxx(relative))
        g_ptr_array_add(flags, g_strdup("-nostdinc++"));
    g_ptr_array_add(flags, g_strdup("-isystem"));
    g_ptr_array_add(flags, g_strdup(LINGER_TESTDATA "/include"));
    if (g_file_get_contents(path, &text, NULL, NULL) && (more = strstr(text, "// flags: "))) {
        g_autofree char *line = g_strndup(more + 10, strcspn(more + 10, "\n"));
        g_auto(GStrv) words = g_strsplit(line, " ", -1);

        for (char **word = words; *word; word++)
            if (**word)
                g_ptr_array_add(flags, g_strdup(*word));
    }
    g_ptr_array_add(flags, NULL);
    return flags;
}

static int compare_cases(const void *a, const void *b)
{
    return strcmp((*(struct test_case *const *)a)->name, (*(struct test_case *const *)b)->name);
}

GPtrArray *test_cases_list(const char *folder)
{
    g_autofree char *path = g_build_filename(LINGER_TESTDATA, folder, NULL);
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)test_case_free);
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        g_autofree char *full = g_strconcat(folder, "/", name, NULL);

        if (is_source(name) || g_file_test(child, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(cases, test_case_read(full, child));
    }
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(cases, compare_cases);
    return cases;
}
