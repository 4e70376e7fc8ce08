/* finding.c: names and order of findings. */
#include "finding/finding.h"

static const char *const confidences[] = {[CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_HIGH] = "high"};

static const char *const states[] = {
    [STATE_NEW] = "new", [STATE_UNCHANGED] = "unchanged", [STATE_REOPENED] = "reopened", [STATE_FIXED] = "fixed"};

static const char *const triages[] = {[TRIAGE_OPEN] = "open",
                                      [TRIAGE_CONFIRMED] = "confirmed",
                                      [TRIAGE_FALSE_POSITIVE] = "false-positive",
                                      [TRIAGE_INTENTIONAL] = "intentional"};

static int find_name(const char *const *names, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, names[i]) == 0)
            return (int)i;
    return -1;
}

const char *confidence_name(enum confidence confidence)
{
    return confidences[confidence];
}

bool confidence_parse(const char *text, enum confidence *confidence)
{
    int found = find_name(confidences, G_N_ELEMENTS(confidences), text);
    if (found >= 0)
        *confidence = (enum confidence)found;
    return found >= 0;
}

const char *finding_state_name(enum finding_state state)
{
    return states[state];
}

const char *finding_triage_name(enum finding_triage triage)
{
    return triages[triage];
}

bool finding_triage_parse(const char *text, enum finding_triage *triage)
{
    int found = find_name(triages, G_N_ELEMENTS(triages), text);
    if (found >= 0)
        *triage = (enum finding_triage)found;
    return found >= 0;
}

bool finding_is_active(const struct finding *finding)
{
    return finding->suppressed == NULL && finding->triage != TRIAGE_FALSE_POSITIVE && finding->triage != TRIAGE_INTENTIONAL;
}

#define THEN_TEXT(field)                                                                                                         \
    if (order == 0)                                                                                                              \
    order = g_strcmp0(a->field, b->field)

static int compare_steps(const struct finding *a, const struct finding *b)
{
    if (a->step_count != b->step_count)
        return a->step_count < b->step_count ? -1 : 1;
    for (uint32_t i = 0; i < a->step_count; i++) {
        int order = loc_compare(&a->steps[i].loc, &b->steps[i].loc);
        if (order == 0)
            order = g_strcmp0(a->steps[i].text, b->steps[i].text);
        if (order != 0)
            return order;
    }
    return 0;
}

int finding_compare(const struct finding *a, const struct finding *b)
{
    int order = loc_compare(&a->loc, &b->loc);
    THEN_TEXT(rule);
    THEN_TEXT(message);
    THEN_TEXT(kind);
    THEN_TEXT(subject);
    THEN_TEXT(function);
    THEN_TEXT(context);
    if (order != 0)
        return order;
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence ? -1 : 1;
    return compare_steps(a, b);
}
