/* cases.c: runs the built linger on testdata/ and compares what it says with what the cases expect. */
#include "test/cases.h"

#include <unistd.h>

struct cases_options cases_options;
static unsigned passed, failed, missed, false_alarms;

bool cases_wanted(const char *name)
{
    if (!cases_options.filters || !*cases_options.filters)
        return true;
    for (char **filter = cases_options.filters; *filter; filter++)
        if (strstr(name, *filter))
            return true;
    return false;
}

void cases_verdict(const char *name, const char *problems)
{
    bool ok = !problems || !*problems;

    if (ok)
        passed++;
    else
        failed++;
    if (!ok || cases_options.verbose)
        printf("%s %s\n", ok ? "ok  " : "FAIL", name);
    if (!ok) {
        g_auto(GStrv) lines = g_strsplit(problems, "\n", -1);

        for (char **line = lines; *line; line++)
            if (**line)
                printf("     %s\n", *line);
    }
}

void cases_gap(bool is_missed)
{
    if (is_missed)
        missed++;
    else
        false_alarms++;
}

static int conclude(void)
{
    printf("%u passed, %u failed", passed, failed);
    if (missed + false_alarms > 0)
        printf("; known gaps: %u missed, %u false alarms", missed, false_alarms);
    printf("\n");
    return failed > 0 || (passed == 0 && !cases_options.filters);
}

static int usage(const char *problem)
{
    fprintf(stderr, "linger_cases: %s; see --help\n", problem);
    return 2;
}

static int run_command(char **words, int count)
{
    const char *command = count > 0 ? words[0] : "";
    bool needs_linger = strcmp(command, "stories") != 0;
    int used = strcmp(command, "rules") == 0 ? 2 : 1;

    if (needs_linger && !cases_options.linger)
        return usage("--linger=BINARY is missing");
    if (count < used)
        return usage("what to run? rules FOLDER, models, catalogue, ir, cli or stories");
    cases_options.filters = words + used;
    if (strcmp(command, "rules") == 0)
        cases_rules(words[1]);
    else if (strcmp(command, "models") == 0)
        cases_models();
    else if (strcmp(command, "catalogue") == 0)
        cases_catalogue();
    else if (strcmp(command, "ir") == 0)
        cases_goldens();
    else if (strcmp(command, "cli") == 0)
        cases_cli();
    else if (strcmp(command, "stories") == 0)
        cases_stories();
    else
        return usage("unknown command");
    if (!*cases_options.filters)
        cases_options.filters = NULL;
    return conclude();
}

int main(int argc, char **argv)
{
    struct cases_options *o = &cases_options;
    g_auto(GStrv) words = NULL;
    const GOptionEntry entries[] = {
        {"linger", 0, 0, G_OPTION_ARG_FILENAME, &o->linger, "the binary to test", "BINARY"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME, &o->rules, "folder of the rules' pages", "FOLDER"},
        {"cc", 0, 0, G_OPTION_ARG_FILENAME, &o->c_compiler, "C compiler for the stories", "COMPILER"},
        {"cxx", 0, 0, G_OPTION_ARG_FILENAME, &o->cxx_compiler, "C++ compiler for the stories", "COMPILER"},
        {"bless", 0, 0, G_OPTION_ARG_NONE, &o->bless, "write golden files instead of comparing with them", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o->verbose, "name the passing cases, too", NULL},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &o->jobs, "cases at a time (default: one per processor)", "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, "COMMAND [PART-OF-A-CASE'S-NAME…]"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("- run linger on testdata/");
    g_autoptr(GError) error = NULL;
    int status;

    g_option_context_set_summary(context, "Commands: rules FOLDER, models, catalogue, ir, cli, stories");
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error))
        return usage(error->message);
    if (o->linger && !g_path_is_absolute(o->linger)) {
        g_autofree char *given = o->linger;
        o->linger = g_canonicalize_filename(given, NULL);
    }
    if (o->jobs <= 0)
        o->jobs = (int)MAX(1, sysconf(_SC_NPROCESSORS_ONLN));
    status = run_command(words, words ? (int)g_strv_length(words) : 0);
    g_free(o->linger);
    g_free(o->rules);
    g_free(o->c_compiler);
    g_free(o->cxx_compiler);
    return status;
}
