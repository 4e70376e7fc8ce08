/* registry.c: the table of rules, and running them. */
#include "program/schedule.h"
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

/* --- running ------------------------------------------------------------------------------------------------------------- */

struct running {
    const struct program *program;
    const struct rules_request *request;
    struct results *parts[G_N_ELEMENTS(rules)]; /* of each rule */
};

static void run_rule(uint32_t number, void *data)
{
    struct running *running = data;
    const struct rule *rule = rules[number];
    running->parts[number] = results_new();
    if (rule->check != NULL && is_wanted(running->request, rule))
        rule->check(running->program, running->parts[number]);
}

/* Rules do not know of one another: they run side by side. */
static void run_checks(struct running *running, struct results *results)
{
    uint32_t count = G_N_ELEMENTS(rules) - 1;
    unsigned threads = CLAMP(running->program->options.threads, 1, count);
    void *workers[G_N_ELEMENTS(rules)];
    struct schedule *schedule = schedule_new(count);
    for (unsigned i = 0; i < threads; i++)
        workers[i] = running;
    program_share(running->program, threads > 1);
    schedule_run(schedule, run_rule, workers, threads);
    program_share(running->program, false);
    schedule_free(schedule);
    for (uint32_t i = 0; i < count; i++)
        results_take(results, running->parts[i]);
}

void rules_run(const struct program *program, const struct rules_request *request, struct results *results)
{
    struct running running = {.program = program, .request = request};
    run_checks(&running, results);
    GArray *allowances = allowances_read(program);
    allowances_apply(allowances, results);
    if (is_wanted(request, &rule_unused_suppression))
        unused_suppressions(program, allowances, request, results);
    allowances_free(allowances);
    results_finish(results);
}
