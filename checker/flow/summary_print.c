/* summary_print.c: `linger dump summary`. */
#include "flow/flow.h"

static void print_fact(GString *out, const struct function *function, const struct fact *fact)
{
    g_string_append_printf(out, "      %s ", effect_name(fact->kind));
    region_print(out, function, fact->element);
    if (fact->registry != NULL || fact->kind == EFFECT_REGISTER || fact->kind == EFFECT_REMOVE) {
        g_string_append(out, fact->kind == EFFECT_REGISTER ? " in " : " from ");
        region_print(out, function, fact->registry);
    }
    if (fact->link != NULL)
        g_string_append_printf(out, " link %s", fact->link);
    if (fact->cell != NULL) {
        g_string_append(out, " cell ");
        region_print(out, function, fact->cell);
    }
    g_string_append_printf(out, " via %s%s ; %u\n", fact->via != NULL ? fact->via : "?", fact->maybe ? " (maybe)" : "",
                           fact->site.line);
}

static void print_outcome(GString *out, const struct function *function, const struct outcome *outcome)
{
    static const char *const exits[] = {"returns", "throws", "does not return"};
    g_string_append_printf(out, "    %s", exits[outcome->exit]);
    if (outcome->exit == EXIT_RETURN) {
        g_string_append_c(out, ' ');
        value_print(out, function, outcome->value);
    }
    if (outcome->is_failure)
        g_string_append(out, " (failure)");
    for (uint32_t i = 0; i < outcome->assumption_count; i++) {
        static const char *const signs[] = {"never", "< 0", "== 0", "<= 0", "> 0", "!= 0", ">= 0", "any"};
        g_string_append(out, i == 0 ? " if " : ", ");
        region_print(out, function, outcome->assumptions[i].region);
        g_string_append_printf(out, " %s", signs[outcome->assumptions[i].signs]);
    }
    g_string_append_c(out, '\n');
    for (uint32_t i = 0; i < outcome->fact_count; i++)
        print_fact(out, function, &outcome->facts[i]);
    for (uint32_t i = 0; i < outcome->store_count; i++) {
        g_string_append(out, "      ");
        region_print(out, function, outcome->stores[i].region);
        g_string_append(out, " = ");
        value_print(out, function, outcome->stores[i].value);
        g_string_append_c(out, '\n');
    }
}

void summary_print(GString *out, const struct function *function, const struct summary *summary)
{
    g_string_append_printf(out, "summary %s%s%s%s%s%s\n", function->display, summary->is_trivial ? " trivial" : "",
                           summary->is_incomplete ? " incomplete" : "", summary->may_throw ? " throws" : "",
                           summary->waits ? " waits" : "", summary->never_returns ? " never-returns" : "");
    for (uint32_t i = 0; i < summary->outcome_count; i++)
        print_outcome(out, function, &summary->outcomes[i]);
    for (uint32_t i = 0; i < summary->deep_count; i++) {
        g_string_append(out, "    deep below\n");
        print_fact(out, function, &summary->deep[i]);
    }
    for (uint32_t i = 0; i < summary->may_count; i++) {
        g_string_append(out, "    may\n");
        print_fact(out, function, summary->may[i]);
    }
}
