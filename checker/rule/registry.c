/* registry.c: the table of rules, and running them. */
#include "rule/internal.h"

#define RULE(name) extern const struct rule rule_##name;
#include "rule/rules.def"
#undef RULE

static const struct rule *const rules[] = {
#define RULE(name) &rule_##name,
#include "rule/rules.def"
#undef RULE
    NULL,
};

const struct rule *const *rules_all(void)
{
    return rules;
}

const struct rule *rule_find(const char *id)
{
    for (size_t i = 0; rules[i] != NULL; i++)
        if (strcmp(rules[i]->id, id) == 0)
            return rules[i];
    return NULL;
}

void rules_run(const struct program *program, const char *const *only, struct results *results)
{
    for (size_t i = 0; rules[i] != NULL; i++)
        if (only == NULL || g_strv_contains(only, rules[i]->id))
            rules[i]->check(program, results);
    suppress_findings(program, results);
    results_finish(results);
}
