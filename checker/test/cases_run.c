/* cases_run.c: programs under test: run them, give each case a folder of its own, use all processors. */
#include "test/cases.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_PER_RUN = 120 };

static char *read_back(FILE *file)
{
    GString *text = g_string_new(NULL);
    char buffer[8192];
    size_t count;

    rewind(file);
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_string_append_len(text, buffer, (gssize)count);
    fclose(file);
    return g_string_free(text, FALSE);
}

LINGER_NORETURN static void run_child(const char *const *argv, const char *directory, FILE *out, FILE *err)
{
    int null = open("/dev/null", O_RDONLY);

    dup2(null, STDIN_FILENO);
    dup2(fileno(out), STDOUT_FILENO);
    dup2(fileno(err), STDERR_FILENO);
    if (directory && chdir(directory) != 0) {
        fprintf(stderr, "no folder %s\n", directory);
        _exit(126);
    }
    alarm(SECONDS_PER_RUN);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    fprintf(stderr, "cannot run %s\n", argv[0]);
    _exit(127);
}

struct run run_program(const char *const *argv, const char *directory)
{
    FILE *out = tmpfile(), *err = tmpfile();
    struct run run = {-1, NULL, NULL};
    int status = 0;
    pid_t child;

    if (!out || !err) {
        perror("linger_cases: no temporary file");
        exit(2);
    }
    fflush(NULL);
    child = fork();
    if (child == 0)
        run_child(argv, directory, out, err);
    if (child > 0 && waitpid(child, &status, 0) == child)
        run.status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    run.out = read_back(out);
    run.err = read_back(err);
    return run;
}

void run_release(struct run *run)
{
    g_clear_pointer(&run->out, g_free);
    g_clear_pointer(&run->err, g_free);
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

void folder_remove(char *path)
{
    if (path)
        remove_tree(path);
    g_free(path);
}

static void copy_file(const struct test_case *test, const char *folder, const char *relative)
{
    g_autofree char *from = test_case_file(test, relative);
    g_autofree char *to = g_build_filename(folder, relative, NULL);
    g_autofree char *parent = g_path_get_dirname(to);
    g_autofree char *text = NULL;
    size_t length = 0;

    g_mkdir_with_parents(parent, 0777);
    if (!g_file_get_contents(from, &text, &length, NULL) || !g_file_set_contents(to, text, (gssize)length, NULL)) {
        fprintf(stderr, "linger_cases: cannot copy %s to %s\n", from, to);
        exit(2);
    }
}

char *case_copy(const struct test_case *test)
{
    char *folder = g_dir_make_tmp("linger-case-XXXXXX", NULL);

    if (!folder) {
        perror("linger_cases: no temporary folder");
        exit(2);
    }
    for (guint i = 0; i < test->sources->len; i++)
        copy_file(test, folder, test->sources->pdata[i]);
    for (guint i = 0; i < test->headers->len; i++)
        copy_file(test, folder, test->headers->pdata[i]);
    return folder;
}

struct slot {
    pid_t child;
    FILE *printed;
};

static struct slot start(void *item, char *(*work)(void *item))
{
    struct slot slot = {0, tmpfile()};

    if (!slot.printed) {
        perror("linger_cases: no temporary file");
        exit(2);
    }
    fflush(NULL);
    slot.child = fork();
    if (slot.child == 0) {
        char *text = work(item);

        fputs(text, slot.printed);
        fflush(slot.printed);
        _exit(0);
    }
    return slot;
}

static void finish(struct slot *slot, void *item, void (*done)(void *item, char *printed))
{
    int status = 0;
    char *printed;

    waitpid(slot->child, &status, 0);
    printed = read_back(slot->printed);
    if (status != 0) {
        g_free(printed);
        printed = g_strdup("! the case runner itself died");
    }
    done(item, printed);
    g_free(printed);
}

void run_parallel(GPtrArray *items, char *(*work)(void *item), void (*done)(void *item, char *printed))
{
    guint started = 0, jobs = (guint)cases_options.jobs;
    g_autofree struct slot *slots = g_new0(struct slot, items->len + 1);

    for (guint i = 0; i < items->len; i++) {
        while (started < items->len && started < i + jobs) {
            slots[started] = start(items->pdata[started], work);
            started++;
        }
        finish(&slots[i], items->pdata[i], done);
    }
}
