// A table that grows: the failed entry is freed behind the counter, which is not taken back.
#include <regex.h>
#include <stdlib.h>

struct rule {
    regex_t pattern;
    int action;
};

static struct rule **rules;
static size_t rule_count, rule_space;

int rule_add(const char *pattern, int action)
{
    struct rule *r = malloc(sizeof *r);

    if (!r)
        return -1;
    if (rule_count == rule_space) {
        size_t space = rule_space ? rule_space * 2 : 8;
        struct rule **grown = realloc(rules, space * sizeof *rules);

        if (!grown) {
            free(r);
            return -1;
        }
        rules = grown;
        rule_space = space;
    }
    rules[rule_count++] = r; // expect: unremoved-registration[ended] "rules"
    r->action = action;
    if (regcomp(&r->pattern, pattern, REG_EXTENDED) != 0) {
        free(r);
        return -1;
    }
    return 0;
}

void rules_clear(void)
{
    while (rule_count > 0) {
        struct rule *r = rules[--rule_count];

        regfree(&r->pattern);
        free(r);
    }
}
