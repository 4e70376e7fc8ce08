/* suppress.c: comments addressed to linger.
 *
 *     // linger:allow(unremoved-registration) pooled, see pool.c     on the line, or alone above it
 *     // linger:immortal the table of plugins                       on a container's declaration
 *     // NOLINT(linger-unremoved-registration)   // NOLINTNEXTLINE(linger-...)
 *
 * linger's own two demand a reason: without one they do nothing. */
#include "rule/internal.h"

static bool names_rule(const char *list, size_t length, const char *rule)
{
    char *text = g_strndup(list, length);
    char **ids = g_strsplit(text, ",", -1);
    bool found = false;
    for (char **id = ids; *id != NULL && !found; id++) {
        const char *plain = g_strstrip(*id);
        if (g_str_has_prefix(plain, "linger-"))
            plain += strlen("linger-");
        found = strcmp(plain, rule) == 0 || strcmp(plain, "*") == 0;
    }
    g_strfreev(ids);
    g_free(text);
    return found;
}

/* The reason if the remark speaks of the rule, else NULL. */
static const char *reason_of(const struct remark *remark, const char *rule, int *line_offset)
{
    static const struct {
        const char *prefix;
        bool needs_reason;
        int offset;
    } forms[] = {{"linger:allow(", true, 0}, {"NOLINTNEXTLINE(", false, 1}, {"NOLINT(", false, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (!g_str_has_prefix(remark->text, forms[i].prefix))
            continue;
        const char *list = remark->text + strlen(forms[i].prefix), *close = strchr(list, ')');
        if (close == NULL || !names_rule(list, (size_t)(close - list), rule))
            return NULL;
        const char *reason = close + 1;
        while (*reason == ' ' || *reason == ':')
            reason++;
        *line_offset = forms[i].offset;
        if (*reason == '\0')
            return forms[i].needs_reason ? NULL : "NOLINT";
        return reason;
    }
    return NULL;
}

static bool applies(const struct remark *remark, int offset, const struct finding *finding)
{
    if (g_strcmp0(remark->loc.file, finding->loc.file) != 0)
        return false;
    if (offset == 1)
        return remark->loc.line + 1 == finding->loc.line;
    return remark->loc.line == finding->loc.line || remark->loc.line + 1 == finding->loc.line;
}

static const char *find_reason(const struct program *program, const struct finding *finding)
{
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t i = 0; i < program->modules[m]->remark_count; i++) {
            const struct remark *remark = &program->modules[m]->remarks[i];
            int offset = 0;
            const char *reason = reason_of(remark, finding->rule, &offset);
            if (reason != NULL && applies(remark, offset, finding))
                return reason;
        }
    return NULL;
}

void suppress_findings(const struct program *program, struct results *results)
{
    for (guint i = 0; i < results->findings->len; i++) {
        struct finding *finding = results->findings->pdata[i];
        finding->suppressed = results_copy(results, find_reason(program, finding));
    }
}
