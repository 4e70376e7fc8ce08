/* cases_stories.c: compiles each story with the system's compiler and runs it, once with a few connections and once with many. A story
 * prints one line, "live=N fds=M": objects that are still reachable, descriptors that are still open. The broken ones must grow, the
 * cured ones stay flat. This is what makes the stories' expectations more than our opinion. */
#include "test/cases.h"

enum { FEW = 20, MANY = 220 };

struct counts {
    long live, fds;
};

static void append_words(GPtrArray *argv, const char *line)
{
    g_auto(GStrv) words = g_strsplit_set(line, " \n", -1);

    for (char **word = words; *word; word++)
        if (**word)
            g_ptr_array_add(argv, g_strdup(*word));
}

/* What a story is compiled with, by what it includes. */
static const struct library {
    const char *include, *module;
} libraries[] = {
    {"<glib.h>", "glib-2.0"},
    {"<glib-object.h>", "gobject-2.0"},
    {"<Python.h>", "python3-embed"},
};

static const char *module_of(const struct test_case *test)
{
    g_autofree char *text = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(libraries); i++)
        if ((text || g_file_get_contents(test->path, &text, NULL, NULL)) && strstr(text, libraries[i].include))
            return libraries[i].module;
    return NULL;
}

/* The flags for a library; NULL: it is not installed. */
static char *flags_of(const char *module)
{
    const char *config[] = {"pkg-config", "--cflags", "--libs", module, NULL};
    struct run run = run_program(config, NULL);
    char *flags = run.status == 0 ? g_strdup(run.out) : NULL;

    run_release(&run);
    return flags;
}

static bool compile(const struct test_case *test, const char *flags, const char *program, GString *problems)
{
    bool cxx = is_cxx(test->sources->pdata[0]);
    const char *compiler = cxx ? cases_options.cxx_compiler : cases_options.c_compiler;
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    struct run run;
    bool ok;

    append_words(argv, compiler ? compiler : cxx ? "c++" : "cc");
    append_words(argv, cxx ? "-std=c++20 -Wall -g -o" : "-std=gnu11 -Wall -g -o");
    g_ptr_array_add(argv, g_strdup(program));
    g_ptr_array_add(argv, g_strdup(test->path));
    if (flags)
        append_words(argv, flags);
    append_words(argv, "-lpthread -idirafter " LINGER_TESTDATA "/include");
    g_ptr_array_add(argv, NULL);
    run = run_program((const char *const *)argv->pdata, NULL);
    ok = run.status == 0;
    if (!ok)
        g_string_append_printf(problems, "does not compile:\n%s", run.err);
    run_release(&run);
    return ok;
}

static bool count(const char *program, int connections, struct counts *counts, GString *problems)
{
    g_autofree char *number = g_strdup_printf("%d", connections);
    const char *argv[] = {program, number, NULL};
    struct run run = run_program(argv, NULL);
    bool ok = run.status == 0 && sscanf(run.out, "live=%ld fds=%ld", &counts->live, &counts->fds) == 2;

    if (!ok)
        g_string_append_printf(problems, "with %d connections: status %d, \"%s\"\n%s", connections, run.status, run.out, run.err);
    run_release(&run);
    return ok;
}

/* What it prints is "?" when the story's library is missing. */
static char *run_story(void *item)
{
    const struct test_case *test = item;
    const char *module = module_of(test);
    g_autofree char *flags = module ? flags_of(module) : NULL;

    if (module && !flags)
        return g_strdup("?");
    GString *problems = g_string_new(NULL);
    char *folder = g_dir_make_tmp("linger-story-XXXXXX", NULL);
    g_autofree char *program = g_build_filename(folder, "story", NULL);
    struct counts few, many;

    if (compile(test, flags, program, problems) && count(program, FEW, &few, problems) && count(program, MANY, &many, problems)) {
        bool broken = strstr(test->name, "/bad_") != NULL, grows = many.live - few.live >= (MANY - FEW) / 4;
        bool flat = many.live == few.live && many.fds == few.fds;

        if (broken ? !grows : !flat)
            g_string_append_printf(problems, "should %s: %ld, then %ld live objects; %ld, then %ld descriptors\n",
                                   broken ? "grow" : "stay flat", few.live, many.live, few.fds, many.fds);
    }
    folder_remove(folder);
    return g_string_free(problems, FALSE);
}

static void done(void *item, char *printed)
{
    const struct test_case *test = item;

    if (g_str_equal(printed, "?"))
        printf("skip %s: %s is not installed\n", test->name, module_of(test));
    else
        cases_verdict(test->name, printed);
}

void cases_stories(void)
{
    GPtrArray *all = test_cases_list("stories");
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++)
        if (cases_wanted(((struct test_case *)all->pdata[i])->name))
            g_ptr_array_add(wanted, all->pdata[i]);
    run_parallel(wanted, run_story, done);
    g_ptr_array_unref(all);
}
