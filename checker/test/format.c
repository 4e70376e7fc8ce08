/* format.c: what every text of ours keeps to and no formatter is needed to check. Tables (.def, .sql, .html) may be wider. */
#include "test/test.h"

#include <sys/stat.h>

enum { MAX_COLUMNS = 140, MAX_LINES = 1000, MAX_FUNCTION = 80 };

static void check_line(const char *path, int number, const char *line, bool is_table)
{
    size_t bytes = strlen(line);
    long columns = g_utf8_validate(line, -1, NULL) ? g_utf8_strlen(line, -1) : -1;

    if (columns < 0)
        check_true(false, path, number, "the line is UTF-8");
    if (!is_table && columns > MAX_COLUMNS)
        check_true(false, path, number, "the line has at most 140 columns");
    if (strchr(line, '\t'))
        check_true(false, path, number, "the line has no tab");
    if (bytes > 0 && line[bytes - 1] == ' ')
        check_true(false, path, number, "the line has no trailing blank");
}

/* Functions open and close in column one: `{` and `}` alone on a line. Tables end in `};` and do not count. */
static void check_functions(const char *path, char **lines)
{
    int open = -1;

    for (int i = 0; lines[i]; i++) {
        if (strcmp(lines[i], "{") == 0) {
            open = i;
        } else if (lines[i][0] == '}') {
            if (open >= 0 && lines[i][1] == '\0' && i - open - 1 > MAX_FUNCTION)
                check_true(false, path, open + 1, "the function has at most 80 lines");
            open = -1;
        }
    }
}

static void check_file(const char *path)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    size_t length = 0;
    bool is_table = g_str_has_suffix(path, ".def") || g_str_has_suffix(path, ".sql") || strstr(path, "/html/");

    if (!CHECK(g_file_get_contents(path, &text, &length, NULL)))
        return;
    if (length > 0 && text[length - 1] != '\n')
        check_true(false, path, 0, "the file ends in a newline");
    lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i]; i++)
        check_line(path, i + 1, lines[i], is_table);
    if (g_str_has_suffix(path, ".c")) {
        check_functions(path, lines);
        if (g_strv_length(lines) > MAX_LINES + 1)
            check_true(false, path, 0, "the file has at most 1000 lines");
    }
}

static void check_folder(const char *path)
{
    static const char *const suffixes[] = {".c", ".h", ".def", ".sql", ".cmake", ".html", ".js", ".css", ".yaml", ".sh"};
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    if (!dir)
        return;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            check_folder(child);
        else
            for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++)
                if (g_str_has_suffix(name, suffixes[i]))
                    check_file(child);
    }
    g_dir_close(dir);
}

TEST(format_of_sources)
{
    check_folder(LINGER_SOURCE "/checker");
    check_folder(LINGER_SOURCE "/rules");
}
