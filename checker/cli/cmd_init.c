/* cmd_init.c: makes a project ready: finds its build, writes .linger.yaml and what was asked for, offers the first scan. */
#include "cli/analysis.h"
#include "cli/check.h"
#include "cli/find_build.h"
#include "cli/init_files.h"
#include "pipeline_git.h"

struct options {
    const char *root, *build, *github, *gitlab;
    bool hook, pre_commit, check;
};

static const char from_origin[] = "";

static const struct option options[] = {
    {.name = "hook",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, hook),
     .help = "write git's pre-commit hook: it looks at what is staged, and stops a commit that causes a finding"},
    {.name = "pre-commit",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, pre_commit),
     .help = "write .pre-commit-config.yaml, for the pre-commit framework"},
    {.name = "github",
     .kind = OPTION_OPTIONAL,
     .value = "OWNER/NAME[@REV]",
     .fallback = from_origin,
     .offset = offsetof(struct options, github),
     .help = "write .github/workflows/linger.yml; the value says where linger is (default: where this one came from)"},
    {.name = "gitlab",
     .kind = OPTION_OPTIONAL,
     .value = "URL",
     .fallback = from_origin,
     .offset = offsetof(struct options, gitlab),
     .help = "write .gitlab/linger.yml, and a .gitlab-ci.yml that includes it; the value as with --github"},
    {.name = "check",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, check),
     .help = "scan the program now, without asking: hooks need the facts"},
    {.letter = 'p',
     .kind = OPTION_FOLDER,
     .value = "DIR",
     .offset = offsetof(struct options, build),
     .help = "directory of compile_commands.json (default: looked for here, in build/, in parents, then in folders below)"},
    {.name = "root",
     .kind = OPTION_FOLDER,
     .value = "DIR",
     .offset = offsetof(struct options, root),
     .help = "project root (default: the nearest folder upwards with .linger.yaml, else with .git, else here)"},
    OPTION_END,
};

struct init {
    const struct options *given;
    struct pipeline *opened;
    const char *root;
    char *top;   /* of the checkout; NULL: there is none */
    char *build; /* absolute; NULL: not found */
    struct init_values values;
    char *below, *build_key, *branch, *github, *revision; /* owned parts of the values */
};

static void init_release(struct init *init)
{
    g_free(init->top);
    g_free(init->build);
    g_free(init->below);
    g_free(init->build_key);
    g_free(init->branch);
    g_free(init->github);
    g_free(init->revision);
    pipeline_free(init->opened);
}

/* `path` relative to `folder` if it is below it, else as it is; g_free. NULL: they are the same. */
static char *relative(const char *folder, const char *path)
{
    size_t length = strlen(folder);
    if (strcmp(folder, path) == 0)
        return NULL;
    bool is_below = strncmp(path, folder, length) == 0 && path[length] == '/';
    return g_strdup(is_below ? path + length + 1 : path);
}

/* --- the build ----------------------------------------------------------------------------------------------------------- */

static bool use_build_given(struct init *init, const char *folder, const char *from, struct error *err)
{
    init->build = g_canonicalize_filename(folder, from);
    char *path = g_build_filename(init->build, "compile_commands.json", NULL);
    bool is_there = g_file_test(path, G_FILE_TEST_IS_REGULAR);
    g_free(path);
    return is_there || error_set(err, "there is no compile_commands.json in '%s'", folder);
}

static bool choose_build(struct init *init, struct error *err)
{
    const struct config *config = init->opened->project->config;
    char *here = g_get_current_dir();
    bool is_good = true;
    if (init->given->build != NULL) {
        is_good = use_build_given(init, init->given->build, here, err);
    } else if (config->build != NULL) {
        is_good = use_build_given(init, config->build, init->root, NULL);
        if (!is_good)
            g_clear_pointer(&init->build, g_free);
        is_good = true;
    } else {
        GPtrArray *found = find_builds(here, init->root);
        for (guint i = 0; i < found->len; i++) {
            char *shown = relative(init->root, found->pdata[i]);
            fprintf(stderr, "linger: %s %s/compile_commands.json%s\n", i == 0 ? "using" : "there is also",
                    shown != NULL ? shown : ".", i == 0 ? "" : " (to use that: linger init -p, or 'build:' in .linger.yaml)");
            g_free(shown);
        }
        init->build = found->len > 0 ? g_strdup(found->pdata[0]) : NULL;
        g_ptr_array_unref(found);
    }
    g_free(here);
    return is_good;
}

static void say_no_build(const struct init *init)
{
    const struct build_system *system = build_system_of(init->root);
    if (system != NULL)
        fprintf(stderr, "linger: there is no compile_commands.json yet; make one (%s), then run 'linger check'\n",
                system->command);
    else
        fprintf(stderr, "linger: there is no compile_commands.json yet; make one with your build system (bear -- BUILD-COMMAND "
                        "works for all), then run 'linger check'\n");
}

/* --- the values ---------------------------------------------------------------------------------------------------------- */

static bool is_repository_name(const char *text)
{
    return g_regex_match_simple("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+(@[A-Za-z0-9_./-]+)?$", text, G_REGEX_DEFAULT,
                                G_REGEX_MATCH_DEFAULT);
}

/* OWNER/NAME and the revision. */
static bool find_github(struct init *init, struct error *err)
{
    static const char prefix[] = "https://github.com/";
    const char *asked = init->given->github;
    if (asked == NULL)
        return true;
    if (*asked == '\0' && !g_str_has_prefix(init_origin(), prefix))
        return error_set(err,
                         "this linger was not built from a clone of a GitHub repository, so the workflow would not know where "
                         "to fetch it; say where: --github=OWNER/NAME[@REV]");
    init->github = g_strdup(*asked != '\0' ? asked : init_origin() + strlen(prefix));
    if (!is_repository_name(init->github))
        return error_set(err, "'%s' is no GitHub repository; expected OWNER/NAME or OWNER/NAME@REV", init->github);
    char *at = strchr(init->github, '@');
    if (at != NULL)
        init->revision = g_strdup(at + 1);
    if (at != NULL)
        *at = '\0';
    return true;
}

static bool check_gitlab(const struct init *init, struct error *err)
{
    const char *asked = init->given->gitlab;
    if (asked == NULL)
        return true;
    if (*asked == '\0' && *init_origin() == '\0')
        return error_set(err,
                         "this linger was not built from a clone of a published repository, so the job would not know where to "
                         "fetch it; say where: --gitlab=URL");
    return *asked == '\0' || strpbrk(asked, " \t\r\n$`\"'\\") == NULL ||
           error_set(err, "'%s' is no address that git could clone", asked);
}

static bool fill_values(struct init *init, struct error *err)
{
    const struct build_system *system = build_system_of(init->root);
    char *real = realpath(init->root, NULL);
    init->top = git_top(init->root);
    init->below = init->top != NULL && real != NULL ? relative(init->top, real) : NULL;
    free(real);
    bool is_known = init->opened->project->config->build != NULL && init->given->build == NULL;
    bool needs_key = init->build != NULL && !is_known && (init->below != NULL || !build_is_obvious(init->root, init->build));
    init->build_key = needs_key ? relative(init->root, init->build) : NULL;
    if (needs_key && init->build_key == NULL)
        init->build_key = g_strdup(".");
    init->branch = git_main_branch(init->root);
    init->values = (struct init_values){.root = init->root,
                                        .below = init->below,
                                        .build = init->build_key,
                                        .configure = system != NULL ? system->command : "",
                                        .branch = init->branch != NULL ? init->branch : "main",
                                        .revision = init_revision()};
    return find_github(init, err) && check_gitlab(init, err);
}

/* --- the files ------------------------------------------------------------------------------------------------------------ */

static bool put(enum init_file file, const char *folder, const char *name, const struct init_values *values, struct error *err)
{
    char *path = g_build_filename(folder, name, NULL);
    bool is_good = init_write(file, path, values, err);
    g_free(path);
    return is_good;
}

/* Not where git looks for the hooks of all checkouts: this one would stop commits everywhere. */
static bool put_hook(const struct init *init, struct error *err)
{
    if (init->top == NULL)
        return error_set(err, "'%s' is in no git checkout (or git is not installed), so there is no place for a hook; git init",
                         init->root);
    char *found = git_hooks(init->top), *configured = git_config(init->top, "core.hooksPath");
    char *hooks = g_canonicalize_filename(found != NULL ? found : ".git/hooks", init->top);
    char *within = relative(init->top, hooks);
    bool is_shared = configured != NULL && within != NULL && g_path_is_absolute(within);
    bool is_good = is_shared ? error_set(err,
                                         "git takes hooks from '%s' (core.hooksPath), which is not of this checkout alone: "
                                         "nothing was written there",
                                         hooks)
                             : put(INIT_HOOK, hooks, "pre-commit", &init->values, err);
    g_free(within);
    g_free(hooks);
    g_free(configured);
    g_free(found);
    return is_good;
}

static bool put_github(const struct init *init, struct error *err)
{
    struct init_values values = init->values;
    values.repository = init->github;
    if (init->revision != NULL)
        values.revision = init->revision;
    return put(INIT_GITHUB, init->top != NULL ? init->top : init->root, ".github/workflows/linger.yml", &values, err);
}

static bool put_gitlab(const struct init *init, struct error *err)
{
    const char *folder = init->top != NULL ? init->top : init->root;
    struct init_values values = init->values;
    values.repository = *init->given->gitlab != '\0' ? init->given->gitlab : init_origin();
    return put(INIT_GITLAB_JOB, folder, ".gitlab/linger.yml", &values, err) &&
           put(INIT_GITLAB, folder, ".gitlab-ci.yml", &values, err);
}

static bool put_files(const struct init *init, struct error *err)
{
    const char *top = init->top != NULL ? init->top : init->root;
    const struct options *given = init->given;
    bool is_good = put(INIT_CONFIG, init->root, ".linger.yaml", &init->values, err) && (!given->hook || put_hook(init, err)) &&
                   (!given->pre_commit || put(INIT_PRE_COMMIT, top, ".pre-commit-config.yaml", &init->values, err)) &&
                   (given->github == NULL || put_github(init, err)) && (given->gitlab == NULL || put_gitlab(init, err));
    if (is_good && given->pre_commit)
        fprintf(stderr, "linger: 'pre-commit install' makes git run the hooks of .pre-commit-config.yaml\n");
    return is_good;
}

/* --- the first scan -------------------------------------------------------------------------------------------------------- */

static bool is_agreed(const struct init *init)
{
    if (init->given->check || !term_is_live(stderr) || !term_is_live(stdin))
        return init->given->check;
    char answer[16];
    fprintf(stderr, "linger: scan the program now? Hooks need its facts; 'linger check' does it later. [Y/n] ");
    return fgets(answer, sizeof answer, stdin) != NULL && strchr("nN", answer[0]) == NULL;
}

/* Findings are no failure to set the project up; units that cannot be analysed are. */
static enum status scan(const struct init *init, const struct invocation *invocation)
{
    struct pipeline_request request = {.arguments = invocation->arguments};
    struct check_options check = {0};
    struct output_options output = {0};
    request.project = (struct project_request){.root = init->root, .build_dir = init->build};
    enum status status = check_run(&request, &check, &output, false);
    return status == STATUS_FINDINGS ? STATUS_CLEAN : status;
}

static enum status finish(const struct init *init, const struct invocation *invocation)
{
    if (init->build == NULL) {
        say_no_build(init);
        return STATUS_FAILED;
    }
    if (is_agreed(init))
        return scan(init, invocation);
    if (!g_file_test(init->opened->database, G_FILE_TEST_EXISTS))
        fprintf(stderr, "linger: next: linger check (once, so that hooks have the facts of the program)\n");
    return STATUS_CLEAN;
}

static enum status run(const struct invocation *invocation)
{
    struct error err = {0};
    struct init init = {.given = invocation->options};
    struct pipeline_request request = {.project = {.root = init.given->root}};
    enum status status;
    init.opened = pipeline_open(&request, &err);
    init.root = init.opened != NULL ? init.opened->project->root : NULL;
    if (init.opened != NULL && choose_build(&init, &err) && fill_values(&init, &err) && put_files(&init, &err))
        status = finish(&init, invocation);
    else
        status = command_fail(&err);
    init_release(&init);
    return status;
}

const struct command command_init = {
    .name = "init",
    .brief = "make a project ready: configuration, hook, CI files, first scan",
    .synopsis = "[--hook] [--pre-commit] [--github] [--gitlab] [--check]",
    .details =
        "Finds compile_commands.json and writes .linger.yaml into the project root, with every key explained; on request git's "
        "pre-commit hook, the entry for the pre-commit framework, and files for GitHub Actions and GitLab CI. What exists is "
        "never "
        "written to: it is said what to add by hand.\n"
        "\n"
        "Hooks look at what is staged, together with the stored facts of the rest of the program; so they need one scan before "
        "the "
        "first commit. On a terminal you are asked whether to do it now. Its findings do not change the exit status: 0 when the "
        "project is ready, 2 when something could not be written, there is no compile_commands.json yet, or units could not be "
        "analysed.",
    .options = options,
    .options_size = sizeof(struct options),
    .run = run,
};
