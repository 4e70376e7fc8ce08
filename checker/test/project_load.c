/* From compile commands to units: what is accepted, merged, dropped, refused. */
#include "project/project.h"

#include "test/test.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void put(const char *name, const char *text)
{
    char *path = g_build_filename(test_folder(), name, NULL);
    char *folder = g_path_get_dirname(path);
    CHECK(g_mkdir_with_parents(folder, 0700) == 0);
    CHECK(g_file_set_contents(path, text, -1, NULL));
    g_free(folder);
    g_free(path);
}

/* The test's folder is the root and the current directory. */
static void enter(void)
{
    CHECK(chdir(test_folder()) == 0);
    put(".linger.yaml", "");
}

static void describe_unit(const struct unit *unit, GString *text)
{
    g_string_append_printf(text, "%s%s%s", unit->is_selected ? "" : "(", unit->display, unit->is_selected ? "" : ")");
    if (unit->variant[0] != '\0')
        g_string_append_printf(text, " #%s", unit->variant);
    if (unit->target != NULL)
        g_string_append_printf(text, " -> %s", unit->target);
    g_string_append_c(text, ':');
    for (const char *const *argument = unit->arguments; *argument != NULL; argument++) {
        const char *rest = strstr(*argument, test_folder());
        if (rest != NULL)
            g_string_append_printf(text, " %.*s~%s", (int)(rest - *argument), *argument, rest + strlen(test_folder()));
        else
            g_string_append_printf(text, " %s", *argument);
    }
    g_string_append_c(text, '\n');
}

/* All of a project as text, one thing a line; an error as "error: …" with the test's folder as ~. g_free. */
static char *describe(const struct project_request *request)
{
    struct error err = {0};
    struct project *project = project_load(request, &err);
    GString *text = g_string_new(NULL);
    if (project == NULL)
        g_string_append_printf(text, "error: %s\n", err.message);
    for (guint i = 0; project != NULL && i < project->units->len; i++)
        describe_unit(project->units->pdata[i], text);
    for (guint i = 0; project != NULL && i < project->missing->len; i++) {
        const struct missing_unit *missing = project->missing->pdata[i];
        g_string_append_printf(text, "missing %s: %s\n", missing->path, missing->reason);
    }
    for (guint i = 0; project != NULL && i < project->notes->len; i++)
        g_string_append_printf(text, "note: %s\n", (const char *)project->notes->pdata[i]);
    for (guint i = 0; project != NULL && i < project->doubts->len; i++)
        g_string_append_printf(text, "doubt: %s\n", (const char *)project->doubts->pdata[i]);
    project_free(project);
    error_release(&err);
    g_string_replace(text, test_folder(), "~", 0);
    return g_string_free(text, FALSE);
}

static void expect(const struct project_request *request, const char *wanted)
{
    char *got = describe(request);
    CHECK_TEXT(got, wanted);
    g_free(got);
}

/* The database alone decides. */
static void expect_database(const char *database, const char *wanted)
{
    put("compile_commands.json", database);
    expect(&(struct project_request){0}, wanted);
}

/* The units that one command for a.c gives. */
static void expect_command(const char *command, const char *wanted)
{
    char *database = g_strdup_printf("[{\"directory\": \".\", \"file\": \"a.c\", \"command\": \"%s\"}]", command);
    expect_database(database, wanted);
    g_free(database);
}

TEST(compdb_reads_command_and_arguments)
{
    enter();
    put("src/a.c", "");
    put("src/b.cc", "");
    expect_database(
        "[{\"directory\": \"src\", \"file\": \"b.cc\", \"arguments\": [\"g++\", \"-DX=a b\", \"-o\", \"b.o\", \"b.cc\"]},"
        " {\"file\": \"src/a.c\", \"command\": \"cc '-DS=\\\"x y\\\"' -I inc\\\\ dir -c src/a.c\", \"output\": \"out/a.o\"}]",
        "src/a.c -> out/a.o: -x c -DS=\"x y\" -I~/inc dir\n"
        "src/b.cc -> src/b.o: -x c++ -DX=a b\n");
}

TEST(compdb_order_does_not_show)
{
    enter();
    put("a.c", "");
    put("b.c", "");
    const char *first = "[{\"file\": \"a.c\", \"command\": \"cc -DA a.c\"}, {\"file\": \"b.c\", \"command\": \"cc b.c\"},"
                        " {\"file\": \"a.c\", \"command\": \"cc -DB a.c\"}]";
    const char *second = "[{\"file\": \"a.c\", \"command\": \"cc -DB a.c\"}, {\"file\": \"a.c\", \"command\": \"cc -DA a.c\"},"
                         " {\"file\": \"b.c\", \"command\": \"cc b.c\"}]";
    const char *wanted = "a.c: -x c -DA\nb.c: -x c\nnote: left out further variants of a file; --all-configs takes them (a.c)\n";
    expect_database(first, wanted);
    expect_database(second, wanted);
    expect(&(struct project_request){.all_configs = true}, "a.c: -x c -DA\na.c #2: -x c -DB\nb.c: -x c\n");
}

TEST(compdb_merges_equal_units)
{
    enter();
    put("real/a.c", "");
    CHECK(symlink("real", "link") == 0);
    CHECK(symlink("a.c", "real/z.c") == 0);
    expect_database(
        "[{\"file\": \"real/a.c\", \"command\": \"cc -DX -O2 -c real/a.c -o 1.o\"},"
        " {\"file\": \"link/a.c\", \"command\": \"gcc -DX -Wall -g -O2 -c link/a.c -o 2.o\"},"
        " {\"file\": \"real/z.c\", \"command\": \"gcc -DX -O2 -c real/z.c\"}]",
        "real/a.c -> 1.o: -x c -DX -O2\nnote: merged compile commands that say the same (2 times, as for real/a.c)\n");
}

TEST(compdb_with_ten_thousand_duplicates)
{
    enter();
    put("a.c", "");
    GString *database = g_string_new("[");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(database,
                               "%s{\"directory\": \".\", \"file\": \"a.c\", \"command\": \"cc -DX -Iinc -O%d a.c -o %d.o\"}",
                               i > 0 ? "," : "", i % 3, i);
    g_string_append(database, "]");
    put("compile_commands.json", database->str);
    g_string_free(database, TRUE);
    gint64 begin = g_get_monotonic_time();
    char *got = describe(&(struct project_request){.all_configs = true});
    CHECK(g_get_monotonic_time() - begin < 10 * G_USEC_PER_SEC);
    CHECK(strstr(got, "a.c -> 0.o: -x c -DX -I~/inc -O0\na.c #2 -> 1.o: -x c -DX -I~/inc -O1\na.c #3 -> ") == got);
    CHECK(strstr(got, "merged compile commands that say the same (9997 times, as for a.c)") != NULL);
    g_free(got);
}

TEST(compdb_keeps_going_without_a_file)
{
    enter();
    put("a.c", "");
    CHECK(mkfifo("pipe.c", 0600) == 0);
    expect_database(
        "[{\"file\": \"gone.c\", \"command\": \"cc gone.c\"}, {\"file\": \"a.c\", \"command\": \"cc a.c\"},"
        " {\"file\": \"pipe.c\", \"command\": \"cc pipe.c\"}, {\"file\": \"a.c\", \"command\": \"cc 'a.c\"},"
        " {\"file\": \"a.c\", \"command\": \" \"}, {\"file\": \"~/a.c\", \"directory\": \"nowhere\", \"command\": \"cc\"},"
        " {\"file\": \"x.s\", \"command\": \"cc -c x.s\"}]",
        "a.c: -x c\n"
        "missing a.c: its compile command is empty\n"
        "missing a.c: the quotes of its compile command do not match\n"
        "missing gone.c: the file does not exist\n"
        "missing nowhere/~/a.c: the file does not exist\n"
        "missing pipe.c: this is not a regular file\n"
        "note: left out '.s' files: not C or C++ (x.s)\n");
    char *database = g_strdup_printf("[{\"file\": \"%s/a.c\", \"directory\": \"nowhere\", \"command\": \"cc\"}]", test_folder());
    expect_database(database, "missing a.c: the directory '~/nowhere' of its compile command does not exist\n");
    g_free(database);
}

TEST(compdb_refuses_what_is_none)
{
#define HOW "; make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, meson, or bear -- make\n"
    static const struct {
        const char *database, *wanted;
    } cases[] = {
        {"", "error: ~/compile_commands.json is empty" HOW},
        {" \n", "error: ~/compile_commands.json is empty" HOW},
        {"[\n {\"file\": \"a.c\"", "error: ~/compile_commands.json:2:15: not valid JSON: '}' expected near end of file" HOW},
        {"{}", "error: ~/compile_commands.json: expected an array of compile commands, found an object\n"},
        {"[]", "error: ~/compile_commands.json holds no compile commands; configure the build with its targets enabled and write "
               "it anew\n"},
        {"[1]", "error: ~/compile_commands.json: entry [0] must be an object, but is a number\n"},
        {"[{\"file\": [], \"command\": \"cc\"}]",
         "error: ~/compile_commands.json: entry [0]: \"file\" must be a string, but is an array\n"},
        {"[{\"command\": \"cc\"}]", "error: ~/compile_commands.json: entry [0]: \"file\" must be a string, but is missing\n"},
        {"[{\"file\": \"a.c\", \"command\": \"cc\"}, {\"file\": \"a.c\"}]",
         "error: ~/compile_commands.json: entry [1] ('a.c') has neither \"command\" nor \"arguments\"\n"},
        {"[{\"file\": \"a.c\", \"arguments\": [\"cc\", null]}]",
         "error: ~/compile_commands.json: entry [0]: \"arguments\"[1] must be a string, but is null\n"},
        {"[{\"file\": \"a.c\", \"arguments\": \"cc\"}]",
         "error: ~/compile_commands.json: entry [0]: \"arguments\" must be an array of strings, but is a string\n"},
        {"[{\"file\": \"a.c\", \"command\": \"cc\", \"directory\": true}]",
         "error: ~/compile_commands.json: entry [0]: \"directory\" must be a string, but is a boolean\n"},
        {"[{\"file\": \"a.s\", \"command\": \"cc\"}]",
         "error: there is nothing to check: no compile command is for a C or C++ file\n"},
    };
    enter();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        expect_database(cases[i].database, cases[i].wanted);
}

TEST(compdb_is_searched_for)
{
    enter();
    put("build/compile_commands.json", "[{\"file\": \"../sub/a.c\", \"command\": \"cc ../sub/a.c\"}]");
    put("sub/a.c", "");
    expect(&(struct project_request){0}, "sub/a.c: -x c\n");
    CHECK(chdir("sub") == 0);
    expect(&(struct project_request){0}, "sub/a.c: -x c\n");
    expect(&(struct project_request){.build_dir = "../build"}, "sub/a.c: -x c\n");
    expect(&(struct project_request){.build_dir = ".."}, "error: there is no compile_commands.json in '..'" HOW);
    expect(&(struct project_request){.root = "nowhere"},
           "error: the project root 'nowhere' is not a directory; give --root an existing one\n");
    expect(&(struct project_request){.root = ".", .build_dir = "../build"}, "a.c: -x c\n");
}

TEST(arguments_that_pass)
{
    enter();
    put("a.c", "");
    put("pre.h", "");
    expect_command(
        "cc -Iinc -isystem /sys/inc -isystem/two -iquote q -D A=1 -UB -std=gnu11 -fno-exceptions -m32 -mavx2 -O2 -pthread a.c",
        "a.c: -x c -I~/inc -isystem /sys/inc -isystem /two -iquote ~/q -DA=1 -UB -fno-exceptions -m32 -mavx2 -O2 -pthread "
        "-std=gnu11\n");
    expect_command("cc -I/usr/include/lib-1.0 -I/usr/lib/lib/include -I/usr/include -I/home/include a.c",
                   "a.c: -x c -isystem /usr/include/lib-1.0 -isystem /usr/lib/lib/include -I/usr/include -I/home/include\n");
    expect_command("cc -include pre.h -include other.h a.c",
                   "a.c: -x c -Xclang -include -Xclang ~/pre.h -Xclang -include -Xclang other.h\n");
    expect_command("cc -Wp,-DX,-MMD,x.d -Xpreprocessor -DY a.c", "a.c: -x c -DX -DY\n");
    expect_command("cc -std=c23 a.c", "a.c: -x c -std=c2x\n");
    expect_command("cc -x c++ -std=c++26 a.c", "a.c: -x c++ -std=c++2c\n");
    expect_command("ccache g++ -std=c++20 -c a.c", "a.c: -x c++ -std=c++20\n");
    expect_command("clang --target=armv7-linux-gnueabi --sysroot=root a.c",
                   "a.c: -x c --sysroot=~/root --target=armv7-linux-gnueabi\n");
}

TEST(arguments_that_are_dropped)
{
    enter();
    put("a.c", "");
    expect_command("cc -c -o a.o -MD -MF a.d -MTx -Wall -w -g3 -pipe -lm -L lib -Wl,-z,now -fPIC a.c other.o",
                   "a.c -> a.o: -x c -fPIC\n");
    expect_command(
        "clang -Xclang -load -Xclang evil.so -fplugin=evil.so -fplugin evil.so -include-pch x.pch --config evil.cfg a.c",
        "a.c: -x c\n"
        "note: dropped the option '--config evil.cfg' (a.c)\n"
        "note: dropped the option '-Xclang -load' (a.c)\n"
        "note: dropped the option '-Xclang evil.so' (a.c)\n"
        "note: dropped the option '-fplugin evil.so' (a.c)\n"
        "note: dropped the option '-fplugin=evil.so' (a.c)\n"
        "note: dropped the option '-include-pch x.pch' (a.c)\n");
    expect_command("cc -fmodules -fmodules-cache-path=/x -B. -specs=evil -wrapper sh,-c -std=c++17 -ftemplate-depth=x a.c -I",
                   "a.c: -x c\n"
                   "note: dropped the option '-B .' (a.c)\n"
                   "note: dropped the option '-I' (a.c)\n"
                   "note: dropped the option '-fmodules' (a.c)\n"
                   "note: dropped the option '-fmodules-cache-path=/x' (a.c)\n"
                   "note: dropped the option '-ftemplate-depth=x' (a.c)\n"
                   "note: dropped the option '-specs=evil' (a.c)\n"
                   "note: dropped the option '-std=c++17' (a.c)\n"
                   "note: dropped the option '-wrapper sh,-c' (a.c)\n");
    expect_command("cc -- -DX a.c", "a.c: -x c\n");
    expect_command("cc '$(touch evil)' '`touch evil`' ; touch evil", "a.c: -x c\n");
    CHECK(!g_file_test("evil", G_FILE_TEST_EXISTS));
    expect_command("cc -x assembler-with-cpp a.c",
                   "error: there is nothing to check: no compile command is for a C or C++ file\n");
}

TEST(arguments_of_unknown_compilers)
{
    enter();
    put("a.c", "");
    put("evilcc", "#!/bin/sh\ntouch evil\n");
    put("gcc", "#!/bin/sh\ntouch evil\n");
    CHECK(chmod("evilcc", 0700) == 0 && chmod("gcc", 0700) == 0);
    expect_command("./evilcc -DX a.c",
                   "a.c: -x c -DX\n"
                   "doubt: the compiler './evilcc' is not known, so its own include folders are not either; --query-driver lets linger "
                   "ask it (a.c)\n");
    struct project_request elsewhere = {.query_driver = "/elsewhere/*"};
    put("compile_commands.json", "[{\"file\": \"a.c\", \"command\": \"./gcc a.c\"}]");
    expect(&elsewhere,
           "a.c: -x c\nnote: the compiler './gcc' was not asked for its include folders; --query-driver allows that (a.c)\n");
    CHECK(!g_file_test("evil", G_FILE_TEST_EXISTS));
}

TEST(arguments_of_a_queried_compiler)
{
    enter();
    put("a.c", "");
    put("mycc", "#!/bin/sh\necho \"$@\" > asked\ncat >&2 <<END\n#include \"...\" search starts here:\n#include <...> search "
                "starts here:\n"
                " /opt/my/lib/gcc/x/9/include\n /opt/my/include\nEnd of search list.\nEND\n");
    CHECK(chmod("mycc", 0700) == 0);
    char *glob = g_strdup_printf("%s/my*", test_folder());
    char *database = g_strdup_printf("[{\"file\": \"a.c\", \"command\": \"%s/mycc -DX -fplugin=evil.so a.c\"}]", test_folder());
    put("compile_commands.json", database);
    CHECK(chdir("/") == 0);
    expect(&(struct project_request){.query_driver = glob, .root = test_folder(), .build_dir = test_folder()},
           "a.c: -x c -DX -isystem /opt/my/include\nnote: dropped the option '-fplugin=evil.so' (a.c)\n");
    g_free(glob);
    g_free(database);
}

TEST(response_files_are_read)
{
    enter();
    put("a.c", "");
    put("one.rsp", "-DA='x y' \"-DB=\\\"q\\\"\"\n @two.rsp -DC=a\\ b");
    put("two.rsp", "-Itwo");
    put("loop.rsp", "-DL @loop.rsp @loop.rsp");
    expect_command("cc @one.rsp a.c", "a.c: -x c -DA=x y -DB=\"q\" -I~/two -DC=a b\n");
    expect_command("cc @none.rsp a.c", "a.c: -x c\ndoubt: dropped the response file '@none.rsp', which cannot be read (a.c)\n");
    char *got = describe(&(struct project_request){0});
    g_free(got);
    put("compile_commands.json", "[{\"file\": \"a.c\", \"command\": \"cc @loop.rsp a.c\"}]");
    got = describe(&(struct project_request){0});
    CHECK(strstr(got, "'@loop.rsp', which is nested too deeply") != NULL);
    g_free(got);
}

TEST(files_select)
{
    enter();
    put("a.c", "");
    put("sub/b.c", "");
    put("sub/b.h", "");
    put("new.c", "");
    put("compile_commands.json",
        "[{\"file\": \"a.c\", \"command\": \"cc a.c\"}, {\"file\": \"sub/b.c\", \"command\": \"cc sub/b.c\"}]");
    const char *const one[] = {"a.c", NULL}, *const folder[] = {"sub", NULL}, *const header[] = {"sub/b.h", NULL},
                      *const fresh[] = {"new.c", "a.c", NULL}, *const none[] = {"gone.c", NULL};
    expect(&(struct project_request){.files = one}, "a.c: -x c\n(sub/b.c): -x c\n");
    expect(&(struct project_request){.files = folder}, "(a.c): -x c\nsub/b.c: -x c\n");
    expect(&(struct project_request){.files = header}, "(a.c): -x c\n(sub/b.c): -x c\n");
    expect(&(struct project_request){.files = fresh},
           "a.c: -x c\n(sub/b.c): -x c\n"
           "missing new.c: compile_commands.json has no command for it; configure the build anew\n");
    expect(&(struct project_request){.files = none}, "error: 'gone.c' does not exist; name files or folders of the project\n");
    const char *const flags[] = {"-DX", "-std=c11", NULL}, *const nothing[] = {NULL};
    expect(&(struct project_request){.files = fresh, .flags = flags}, "a.c: -x c -DX -std=c11\nnew.c: -x c -DX -std=c11\n");
    expect(&(struct project_request){.files = none, .flags = nothing}, "missing gone.c: the file does not exist\n");
    expect(&(struct project_request){.flags = flags},
           "error: there are flags after -- but no files before it; write FILE… -- FLAGS…\n");
}

TEST(configuration_excludes_and_sorts)
{
    enter();
    put("a.c", "");
    put("gen/b.c", "");
    put(".linger.yaml", "exclude: [gen/]\nthird_party: []\ntests: [\"checks/**/x*\"]\n");
    put("compile_commands.json", "[{\"file\": \"a.c\", \"command\": \"cc a.c\"}, {\"file\": \"gen/b.c\", \"command\": \"cc\"}]");
    expect(&(struct project_request){0}, "a.c: -x c\nnote: left out 1 units that 'exclude' in .linger.yaml names\n");
    struct project *project = project_load(&(struct project_request){0}, NULL);
    REQUIRE(project != NULL);
    CHECK_NUMBER(project_path_kind(project, "vendor/x.c"), PATH_PROJECT);
    CHECK_NUMBER(project_path_kind(project, "checks/a/b/xy.c"), PATH_TEST);
    CHECK_NUMBER(project_path_kind(project, "checks/a/yx.c"), PATH_PROJECT);
    CHECK_NUMBER(project_path_kind(project, "/usr/include/stdio.h"), PATH_FOREIGN);
    project_free(project);
    put(".linger.yaml", "exclude: ['*']\n");
    expect(&(struct project_request){0}, "error: there is nothing to check: 'exclude' in .linger.yaml leaves out every unit\n");
}

TEST(paths_have_kinds)
{
    enter();
    put("a.c", "");
    put("compile_commands.json", "[{\"file\": \"a.c\", \"command\": \"cc a.c\"}]");
    struct project *project = project_load(&(struct project_request){0}, NULL);
    REQUIRE(project != NULL);
    CHECK_NUMBER(project_path_kind(project, "src/a.c"), PATH_PROJECT);
    CHECK_NUMBER(project_path_kind(project, "src/vendor/a.c"), PATH_FOREIGN);
    CHECK_NUMBER(project_path_kind(project, "deps/lua/a.c"), PATH_FOREIGN);
    CHECK_NUMBER(project_path_kind(project, "src/mydeps/a.c"), PATH_PROJECT);
    CHECK_NUMBER(project_path_kind(project, "tests/a.c"), PATH_TEST);
    CHECK_NUMBER(project_path_kind(project, "src/parser_test.cc"), PATH_TEST);
    CHECK_NUMBER(project_path_kind(project, "../a.c"), PATH_PROJECT); /* never said by anybody, but no crash */
    char *inside = g_build_filename(project->root, "src/a.c", NULL);
    CHECK_NUMBER(project_path_kind(project, inside), PATH_PROJECT);
    g_free(inside);
    project_free(project);
}
