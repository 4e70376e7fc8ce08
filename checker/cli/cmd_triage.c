/* cmd_triage.c: what a person thinks of a finding. */
#include "cli/analysis.h"
#include "pipeline_git.h"

struct options {
    struct place_options place;
    const char *reason, *author;
};

static const struct option options[] = {
    {.name = "reason",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .offset = offsetof(struct options, reason),
     .help = "why; needed for false-positive and intentional"},
    {.name = "author",
     .kind = OPTION_TEXT,
     .value = "NAME",
     .offset = offsetof(struct options, author),
     .help = "who says so (default: git's user.name and user.email)"},
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static const char *const states[] = {"open", "confirmed", "false-positive", "intentional", NULL};

static char *find_author(const char *root, const char *given)
{
    if (given != NULL)
        return g_strdup(given);
    char *name = git_config(root, "user.name"), *mail = git_config(root, "user.email");
    char *author;
    if (name != NULL && mail != NULL)
        author = g_strdup_printf("%s <%s>", name, mail);
    else
        author = g_strdup(name != NULL ? name : mail != NULL ? mail : g_get_user_name());
    g_free(name);
    g_free(mail);
    return author;
}

static bool check_words(const struct invocation *invocation, const struct options *given, struct error *err)
{
    const char *state = invocation->words[1];
    enum finding_triage triage;
    if (!finding_triage_parse(state, &triage)) {
        const char *near = nearest_name(state, states);
        return near != NULL
                   ? error_set(err, "there is no state '%s'; did you mean '%s'?", state, near)
                   : error_set(err, "there is no state '%s'; give open, confirmed, false-positive or intentional", state);
    }
    bool needs_reason = triage == TRIAGE_FALSE_POSITIVE || triage == TRIAGE_INTENTIONAL;
    bool has_reason = given->reason != NULL && given->reason[strspn(given->reason, " \t\n")] != '\0';
    if (needs_reason && !has_reason)
        return error_set(err, "a finding is put away as %s only with a reason: --reason=TEXT", state);
    return true;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    struct pipeline *pipeline = check_words(invocation, given, &err) ? analysis_open(&given->place, STORE_WRITE, &err) : NULL;
    if (pipeline == NULL)
        return command_fail(&err);
    char *author = find_author(pipeline->project->root, given->author);
    bool is_good = store_triage(pipeline->store, invocation->words[0], invocation->words[1], given->reason, author, &err);
    g_free(author);
    pipeline_free(pipeline);
    return is_good ? STATUS_CLEAN : command_fail(&err);
}

const struct command command_triage = {
    .name = "triage",
    .brief = "say what you think of a finding: confirmed, false-positive, intentional, open",
    .synopsis = "FINGERPRINT STATE [--reason=TEXT]",
    .details =
        "FINGERPRINT is the one that findings show; any unique beginning of six digits or more will do. False positives and "
        "intentional ones are not reported again; they stay in the database with reason, author and time. 'linger baseline "
        "write' puts what was said into a text file for a team to share.",
    .options = options,
    .options_size = sizeof(struct options),
    .min_words = 2,
    .max_words = 2,
    .run = run,
};
