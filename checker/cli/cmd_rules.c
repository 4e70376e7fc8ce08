/* cmd_rules.c */
#include "cli/command.h"
#include "rule/rule.h"

static const struct option options[] = {OPTION_END};

static enum status run(const struct invocation *invocation)
{
    (void)invocation;
    for (const struct rule *const *rule = rules_all(); *rule != NULL; rule++) {
        char *kinds = g_strjoinv(", ", (char **)(*rule)->kinds);
        printf("%-24s %s\n%-24s kinds: %s\n", (*rule)->id, (*rule)->brief, "", kinds);
        g_free(kinds);
    }
    return STATUS_CLEAN;
}

const struct command command_rules = {
    .name = "rules",
    .brief = "list the rules",
    .synopsis = "",
    .details =
        "One rule on a line with what it looks for, then the kinds of its findings. 'linger explain RULE' says all about one.",
    .options = options,
    .run = run,
};
