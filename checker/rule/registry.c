/* registry.c: the table of rules, and running them. */
#include "rule/allowance.h"

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

static bool is_wanted(const struct rules_request *request, const struct rule *rule)
{
    return request->only == NULL || g_strv_contains(request->only, rule->id);
}

void rules_run(const struct program *program, const struct rules_request *request, struct results *results)
{
    for (size_t i = 0; rules[i] != NULL; i++)
        if (rules[i]->check != NULL && is_wanted(request, rules[i]))
            rules[i]->check(program, results);
    GArray *allowances = allowances_read(program);
    allowances_apply(allowances, results);
    if (is_wanted(request, &rule_unused_suppression))
        unused_suppressions(program, allowances, request, results);
    allowances_free(allowances);
    results_finish(results);
}
