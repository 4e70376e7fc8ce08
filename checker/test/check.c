/* check.c: what a test may claim, and how a broken claim is shown. */
#include "test/test.h"
#include "test/run.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned checks, failures;
static char *folder;

unsigned check_count(void)
{
    return checks;
}

unsigned check_failures(void)
{
    return failures;
}

bool check_true(bool ok, const char *file, int line, const char *claim)
{
    checks++;
    if (!ok) {
        failures++;
        printf("%s:%d: not true: %s\n", file, line, claim);
    }
    return ok;
}

bool check_text(const char *got, const char *wanted, const char *file, int line, const char *claim)
{
    bool ok = g_strcmp0(got, wanted) == 0;

    checks++;
    if (ok)
        return true;
    failures++;
    if (got && wanted && (strchr(got, '\n') || strchr(wanted, '\n'))) {
        g_autofree char *diff = text_diff(wanted, got);
        printf("%s:%d: %s differs (- wanted, + got):\n%s", file, line, claim, diff);
    } else {
        printf("%s:%d: %s is \"%s\", not \"%s\"\n", file, line, claim, got ? got : "(null)", wanted ? wanted : "(null)");
    }
    return false;
}

bool check_number(int64_t got, int64_t wanted, const char *file, int line, const char *claim)
{
    checks++;
    if (got == wanted)
        return true;
    failures++;
    printf("%s:%d: %s is %" PRId64 ", not %" PRId64 "\n", file, line, claim, got, wanted);
    return false;
}

char *testdata_path(const char *path)
{
    return g_build_filename(LINGER_TESTDATA, path, NULL);
}

char *testdata_read(const char *path)
{
    g_autofree char *full = testdata_path(path);
    char *text = NULL;

    if (!g_file_get_contents(full, &text, NULL, NULL)) {
        check_true(false, full, 0, "the file can be read");
        return NULL;
    }
    return text;
}

bool check_golden(const char *path, const char *got, const char *file, int line)
{
    g_autofree char *full = testdata_path(path);
    g_autofree char *wanted = NULL;

    if (run_options.bless)
        return check_true(g_file_set_contents(full, got, -1, NULL), file, line, "the golden file can be written");
    if (!g_file_get_contents(full, &wanted, NULL, NULL))
        wanted = g_strdup("");
    return check_text(got, wanted, file, line, path);
}

static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        struct stat status;

        if (lstat(child, &status) == 0 && S_ISDIR(status.st_mode)) {
            g_chmod(child, 0700);
            remove_tree(child);
        } else {
            g_unlink(child);
        }
    }
    if (dir)
        g_dir_close(dir);
    g_rmdir(path);
}

const char *test_folder(void)
{
    if (!folder)
        folder = g_dir_make_tmp("linger-test-XXXXXX", NULL);
    if (!folder)
        check_true(false, __FILE__, __LINE__, "a folder for the test can be made");
    return folder;
}

void test_folder_remove(void)
{
    if (folder)
        remove_tree(folder);
    g_clear_pointer(&folder, g_free);
}
