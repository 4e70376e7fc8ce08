/* main.c: runs the unit tests, each in a process of its own: one that crashes or hangs takes no other with it. */
#include "test/run.h"
#include "test/test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_PER_TEST = 60, EXIT_NO_CHECK = 77, EXIT_FAILED = 78 };

struct run_options run_options;
static struct test *tests;

void test_register(struct test *test)
{
    struct test **at = &tests;

    while (*at && strcmp((*at)->name, test->name) < 0)
        at = &(*at)->next;
    if (*at && strcmp((*at)->name, test->name) == 0) {
        fprintf(stderr, "%s:%d: the test '%s' exists twice\n", test->file, test->line, test->name);
        exit(2);
    }
    test->next = *at;
    *at = test;
}

LINGER_NORETURN static void run_child(const struct test *test)
{
    unsigned failed;

    alarm(SECONDS_PER_TEST);
    test->run();
    test_folder_remove();
    failed = check_failures();
    fflush(NULL);
    /* exit(), not _exit(): the leak sanitizer reports on the way out. */
    exit(failed ? EXIT_FAILED : check_count() == 0 ? EXIT_NO_CHECK : 0);
}

static char *verdict(int status)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM ? g_strdup("took too long") : g_strdup_printf("killed by %s", strsignal(WTERMSIG(status)));
    switch (WEXITSTATUS(status)) {
    case 0: return NULL;
    case EXIT_NO_CHECK: return g_strdup("no CHECK ran");
    case EXIT_FAILED: return g_strdup("checks failed");
    default: return g_strdup_printf("exit status %d", WEXITSTATUS(status));
    }
}

static void copy_out(FILE *output)
{
    char buffer[4096];
    size_t count;

    rewind(output);
    while ((count = fread(buffer, 1, sizeof buffer, output)) > 0)
        fwrite(buffer, 1, count, stdout);
}

static bool run_test(const struct test *test)
{
    FILE *output = tmpfile();
    g_autofree char *problem = NULL;
    pid_t child;
    int status = 0;

    if (!output) {
        perror("linger_test: no temporary file");
        exit(2);
    }
    fflush(NULL);
    child = fork();
    if (child == 0) {
        dup2(fileno(output), STDOUT_FILENO);
        dup2(fileno(output), STDERR_FILENO);
        run_child(test);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror("linger_test: no process for the test");
        exit(2);
    }
    problem = verdict(status);
    if (problem || run_options.verbose)
        copy_out(output);
    printf("%s %s%s%s\n", problem ? "FAIL" : "ok  ", test->name, problem ? ": " : "", problem ? problem : "");
    fclose(output);
    return !problem;
}

static bool is_wanted(const struct test *test, const char *file, char **filters)
{
    g_autofree char *name = g_path_get_basename(test->file);

    if (file && strcmp(file, name) != 0)
        return false;
    if (!filters || !*filters)
        return true;
    for (; *filters; filters++)
        if (g_pattern_match_simple(*filters, test->name) || g_str_has_prefix(test->name, *filters))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    gboolean list = FALSE, bless = FALSE, verbose = FALSE;
    g_autofree char *file = NULL;
    g_auto(GStrv) filters = NULL;
    const GOptionEntry entries[] = {
        {"list", 'l', 0, G_OPTION_ARG_NONE, &list, "print the names of the tests", NULL},
        {"file", 'f', 0, G_OPTION_ARG_STRING, &file, "only the tests in that source file", "NAME.c"},
        {"bless", 0, 0, G_OPTION_ARG_NONE, &bless, "write golden files instead of comparing with them", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "show what passing tests print", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &filters, NULL, "[NAME-PREFIX|PATTERN…]"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("- run linger's unit tests");
    g_autoptr(GError) error = NULL;
    unsigned passed = 0, failed = 0;

    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        fprintf(stderr, "linger_test: %s\n", error->message);
        return 2;
    }
    run_options.bless = bless;
    run_options.verbose = verbose;
    for (const struct test *test = tests; test; test = test->next) {
        if (!is_wanted(test, file, filters))
            continue;
        if (list)
            puts(test->name);
        else if (run_test(test))
            passed++;
        else
            failed++;
    }
    if (list)
        return 0;
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
