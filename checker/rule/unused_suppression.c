/* unused_suppression.c: a comment asks linger to be silent, and there is nothing to be silent about.
 *
 *     // <allow> pooled      the code below was mended long ago
 *
 * Such comments pile up, and the next finding on that line would go unseen. Not a rule over the program but over what the other
 * rules found: registry.c calls it after them. Where a unit could not be analysed in full the finding may just be missing: low
 * confidence. Suppressions in .linger.yaml are patterns and never judged. */
#include "rule/allowance.h"

struct verdict {
    const char *kind, *text, *fix;
    enum confidence confidence;
};

static bool is_filled(const struct program *program, const char *container)
{
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct node *node = program->nodes->pdata[i];
        for (guint k = 0; k < node->events->len; k++)
            if (g_strcmp0(((const struct event *)node->events->pdata[k])->key, container) == 0)
                return true;
    }
    return false;
}

static const char *unknown_rule(const struct allowance *allowance)
{
    for (char **id = allowance->rules; id != NULL && *id != NULL; id++)
        if (strcmp(*id, "*") != 0 && rule_find(*id) == NULL)
            return *id;
    return NULL;
}

/* All the rules it names have been run. */
static bool can_be_judged(const struct allowance *allowance, const char *const *only)
{
    if (only == NULL)
        return true;
    if (allowance->rules == NULL)
        return g_strv_contains(only, "unremoved-registration");
    for (char **id = allowance->rules; *id != NULL; id++)
        if (!g_strv_contains(only, *id))
            return false;
    return true;
}

/* The kind of fault, or NULL; `text` receives what is wrong. */
static bool judge(const struct draft *draft, const struct program *program, const struct allowance *allowance,
                  const struct rules_request *request, struct verdict *verdict)
{
    const char *unknown = unknown_rule(allowance);
    enum confidence absence = request->is_incomplete ? CONFIDENCE_LOW : CONFIDENCE_MEDIUM;
    if (allowance->rules != NULL && allowance->rules[0] == NULL)
        *verdict = (struct verdict){"unknown-rule", draft_text(draft, "names no rule"), "write linger:allow(rule) and the reason",
                                    CONFIDENCE_MEDIUM};
    else if (unknown != NULL)
        *verdict = (struct verdict){"unknown-rule", draft_text(draft, "names a rule '%s' that there is not", unknown),
                                    "'linger rules' lists the rules", CONFIDENCE_MEDIUM};
    else if (allowance->needs_reason && allowance->reason == NULL)
        *verdict = (struct verdict){"no-reason", draft_text(draft, "gives no reason, and so does nothing"),
                                    "say behind it why this is as it should be", CONFIDENCE_MEDIUM};
    else if (allowance->is_used || !can_be_judged(allowance, request->only))
        return false;
    else if (allowance->rules != NULL)
        *verdict = (struct verdict){"unused", draft_text(draft, "allows nothing: there is no such finding on line %u", allowance->line),
                                    "take the comment away", absence};
    else if (allowance->container == NULL)
        *verdict = (struct verdict){"unused", draft_text(draft, "speaks of no container: none is declared on line %u", allowance->line),
                                    "put it on the container's declaration", CONFIDENCE_MEDIUM};
    else if (!is_filled(program, allowance->container))
        *verdict = (struct verdict){"unused", draft_text(draft, "allows nothing: nothing is put into '%s'",
                                                         registry_subject(program, allowance->container)),
                                    "take the comment away", absence};
    else
        return false;
    return true;
}

static const char *function_around(const struct program *program, const struct loc *loc)
{
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct function *function = ((const struct node *)program->nodes->pdata[i])->function;
        if (g_strcmp0(function->loc.file, loc->file) == 0 && function->loc.line <= loc->line && function->end.line >= loc->line)
            return function->display;
    }
    return NULL;
}

static const char *shown(struct draft *draft, const struct allowance *allowance)
{
    if (allowance->rules == NULL)
        return allowance->form;
    char *list = g_strjoinv(", ", allowance->rules);
    const char *text = list[0] != '\0' ? draft_text(draft, "%s(%s)", allowance->form, list) : allowance->form;
    g_free(list);
    return text;
}

static void consider(const struct program *program, const struct allowance *allowance, const struct rules_request *request,
                     struct results *results)
{
    struct draft draft = draft_new(results, rule_unused_suppression.id, NULL, CONFIDENCE_MEDIUM, allowance->remark->loc);
    struct finding *finding = draft.finding;
    struct verdict verdict;
    if (!judge(&draft, program, allowance, request, &verdict)) {
        draft_drop(&draft);
        return;
    }
    finding->kind = verdict.kind;
    finding->confidence = verdict.confidence;
    finding->message = draft_text(&draft, "'%s' %s", shown(&draft, allowance), verdict.text);
    finding->function = results_copy(results, function_around(program, &allowance->remark->loc));
    finding->subject = results_copy(results, shown(&draft, allowance));
    finding->context = results_copy(results, allowance->remark->text);
    finding->fix = verdict.fix;
    draft_step(&draft, allowance->remark->loc, finding->function, "the comment stands here");
    draft_report(&draft, program);
}

void unused_suppressions(const struct program *program, const GArray *allowances, const struct rules_request *request,
                         struct results *results)
{
    for (guint i = 0; i < allowances->len; i++)
        consider(program, &g_array_index(allowances, struct allowance, i), request, results);
}

static const char *const kinds[] = {"unused", "no-reason", "unknown-rule", NULL};

const struct rule rule_unused_suppression = {
    .id = "unused-suppression",
    .brief = "a comment asks for silence where there is nothing to be silent about",
    .kinds = kinds,
};
