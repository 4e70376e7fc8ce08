/* cases_goldens.c: golden texts.
 *
 * testdata/ir/x.c + x.ir: what `linger dump ir x.c` prints.
 * testdata/cli/<case>/: `cmd` is a shell script, run in a copy of the folder with the binary as $LINGER and linger's own
 * checkout as $SOURCE; what it writes and its exit status are in `golden`. The copy's path shows up as @HERE@. */
#include "test/cases.h"

#include "test/test.h"

static void compare(const char *name, const char *golden, const char *got)
{
    g_autofree char *wanted = NULL;
    g_autofree char *diff = NULL;

    if (cases_options.bless) {
        bool ok = g_file_set_contents(golden, got, -1, NULL);
        cases_verdict(name, ok ? NULL : "the golden file cannot be written");
        return;
    }
    if (!g_file_get_contents(golden, &wanted, NULL, NULL)) {
        cases_verdict(name, "no golden file; --bless writes one");
        return;
    }
    diff = text_diff(wanted, got);
    cases_verdict(name, *diff ? diff : NULL);
}

static char *dump_ir(void *item)
{
    struct test_case *test = item;
    const char *source = test->sources->pdata[0];
    char *folder = case_copy(test);
    g_autoptr(GPtrArray) flags = test_case_flags(test, source);
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    const char *fixed[] = {cases_options.linger, "dump", "ir", source, "--"};
    struct run run;
    char *text;

    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(argv, g_strdup(fixed[i]));
    for (guint i = 0; i < flags->len; i++)
        g_ptr_array_add(argv, g_strdup(flags->pdata[i]));
    run = run_program((const char *const *)argv->pdata, folder);
    text = run.status == 0 ? g_strdup(run.out) : g_strdup_printf("!exit status %d\n%s", run.status, run.err);
    run_release(&run);
    folder_remove(folder);
    return text;
}

static void ir_done(void *item, char *printed)
{
    const struct test_case *test = item;
    g_autofree char *golden = g_strndup(test->path, (size_t)(strrchr(test->path, '.') - test->path));
    g_autofree char *path = g_strconcat(golden, ".ir", NULL);

    if (*printed == '!')
        cases_verdict(test->name, printed + 1);
    else
        compare(test->name, path, printed);
}

void cases_goldens(void)
{
    GPtrArray *all = test_cases_list("ir");
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        struct test_case *test = all->pdata[i];

        if (!test->is_folder && cases_wanted(test->name))
            g_ptr_array_add(wanted, test);
    }
    run_parallel(wanted, dump_ir, ir_done);
    g_ptr_array_unref(all);
}

static void copy_folder(const char *from, const char *to)
{
    const char *argv[] = {"cp", "-R", from, to, NULL};
    struct run run = run_program(argv, NULL);

    if (run.status != 0) {
        fprintf(stderr, "linger_cases: cannot copy %s: %s", from, run.err);
        exit(2);
    }
    run_release(&run);
}

static char *run_cli(void *item)
{
    const char *path = item;
    char *folder = g_dir_make_tmp("linger-cli-XXXXXX", NULL);
    g_autofree char *here = g_build_filename(folder, "case", NULL);
    const char *argv[] = {"sh", "cmd", NULL};
    struct run run;
    GString *text;

    copy_folder(path, here);
    g_setenv("LINGER", cases_options.linger, TRUE);
    g_setenv("SOURCE", LINGER_TESTDATA "/..", TRUE);
    run = run_program(argv, here);
    text = g_string_new(NULL);
    g_string_append_printf(text, "%s--- stderr\n%s--- status %d\n", run.out, run.err, run.status);
    g_string_replace(text, here, "@HERE@", 0);
    run_release(&run);
    folder_remove(folder);
    return g_string_free(text, FALSE);
}

static void cli_done(void *item, char *printed)
{
    g_autofree char *base = g_path_get_basename(item);
    g_autofree char *name = g_strconcat("cli/", base, NULL);
    g_autofree char *golden = g_build_filename(item, "golden", NULL);

    compare(name, golden, printed);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void cases_cli(void)
{
    g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(LINGER_TESTDATA "/cli", 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        char *path = g_build_filename(LINGER_TESTDATA "/cli", name, NULL);
        g_autofree char *cmd = g_build_filename(path, "cmd", NULL);

        if (g_file_test(cmd, G_FILE_TEST_EXISTS) && cases_wanted(name))
            g_ptr_array_add(wanted, path);
        else
            g_free(path);
    }
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(wanted, compare_paths);
    run_parallel(wanted, run_cli, cli_done);
}
