/* suppress.c: comments addressed to linger.
 *
 *     `linger:allow(unremoved-registration) pooled, see pool.c`    on the line, or alone above it
 *     `linger:immortal the table of plugins`                       likewise, on a container's declaration: for all that is put there
 *     NOLINT and NOLINTNEXTLINE with a list of our rules after 'linger-', as clang-tidy has them
 *
 * linger's own two demand a reason: without one they do nothing. */
#include "rule/allowance.h"

static const struct form {
    const char *name;
    bool needs_reason;
    bool names_rules;
    bool is_next_line, is_own_line; /* else the line of code that frontend/ found */
} forms[] = {{"linger:allow", true, true, false, false},
             {"linger:immortal", true, false, false, false},
             {"NOLINTNEXTLINE", false, true, true, false},
             {"NOLINT", false, true, false, true}};

/* "(a, linger-b) why": the ids, the rest. NULL: no list. In a list of clang-tidy only those for us count. */
static char **read_rules(const struct form *form, const char **text)
{
    const char *close = **text == '(' ? strchr(*text, ')') : NULL;
    if (close == NULL)
        return g_new0(char *, 1);
    char *list = g_strndup(*text + 1, (gsize)(close - *text - 1));
    char **words = g_strsplit(list, ",", -1);
    GPtrArray *rules = g_ptr_array_new();
    for (char **word = words; *word != NULL; word++) {
        const char *id = g_strstrip(*word);
        bool is_ours = g_str_has_prefix(id, "linger-");
        if (is_ours || form->needs_reason)
            g_ptr_array_add(rules, g_strdup(is_ours ? id + strlen("linger-") : id));
    }
    g_ptr_array_add(rules, NULL);
    g_strfreev(words);
    g_free(list);
    *text = close + 1;
    return (char **)g_ptr_array_free(rules, FALSE);
}

static bool read_remark(const struct remark *remark, struct allowance *allowance)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        const struct form *form = &forms[i];
        if (!g_str_has_prefix(remark->text, form->name))
            continue;
        const char *rest = remark->text + strlen(form->name);
        *allowance = (struct allowance){.remark = remark, .form = form->name, .needs_reason = form->needs_reason};
        allowance->line = form->is_next_line ? remark->loc.line + 1 : form->is_own_line ? remark->loc.line : remark->line;
        if (form->names_rules)
            allowance->rules = read_rules(form, &rest);
        while (*rest == ' ' || *rest == ':' || *rest == '\t')
            rest++;
        allowance->reason = *rest != '\0' ? rest : form->needs_reason ? NULL : form->name;
        return true;
    }
    return false;
}

static int compare_allowances(gconstpointer a, gconstpointer b)
{
    return loc_compare(&((const struct allowance *)a)->remark->loc, &((const struct allowance *)b)->remark->loc);
}

/* --- linger:immortal ------------------------------------------------------------------------------------------------------- */

/* A declaration of several lines is at its name: a little further down will do. */
static bool declares(const struct allowance *allowance, const struct loc *loc)
{
    enum { LINES = 3 };
    return g_strcmp0(loc->file, allowance->remark->loc.file) == 0 && loc->line >= allowance->line &&
           loc->line < allowance->line + LINES;
}

/* The declaration nearest below wins. */
static void consider(struct allowance *allowance, uint32_t *line, const struct loc *loc, const char *key)
{
    if (declares(allowance, loc) && (allowance->container == NULL || loc->line < *line)) {
        allowance->container = key;
        *line = loc->line;
    }
}

static void find_container(const struct program *program, const struct module *module, struct allowance *allowance)
{
    uint32_t line = 0;
    for (uint32_t i = 0; i < module->variable_count; i++)
        consider(allowance, &line, &module->variables[i].loc, module->variables[i].id);
    for (uint32_t i = 0; i < module->record_count; i++) {
        const struct record *record = &module->records[i];
        for (uint32_t k = 0; k < record->field_count; k++)
            if (declares(allowance, &record->fields[k].loc))
                consider(allowance, &line, &record->fields[k].loc,
                         intern_printf(program->strings, "%s.%s", record->id, record->fields[k].name));
    }
}

/* --- reading and applying ---------------------------------------------------------------------------------------------------- */

GArray *allowances_read(const struct program *program)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct allowance));
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL); /* a header comes with many units */
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t i = 0; i < program->modules[m]->remark_count; i++) {
            const struct remark *remark = &program->modules[m]->remarks[i];
            char *place = g_strdup_printf("%s:%u:%u", remark->loc.file, remark->loc.line, remark->loc.column);
            struct allowance allowance;
            if (!g_hash_table_add(seen, place) || !read_remark(remark, &allowance))
                continue;
            if (allowance.rules == NULL)
                find_container(program, program->modules[m], &allowance);
            g_array_append_val(all, allowance);
        }
    g_hash_table_unref(seen);
    g_array_sort(all, compare_allowances);
    return all;
}

void allowances_free(GArray *allowances)
{
    for (guint i = 0; i < allowances->len; i++)
        g_strfreev(g_array_index(allowances, struct allowance, i).rules);
    g_array_unref(allowances);
}

static bool names_rule(const struct allowance *allowance, const char *rule)
{
    for (char **id = allowance->rules; *id != NULL; id++)
        if (strcmp(*id, rule) == 0 || strcmp(*id, "*") == 0)
            return true;
    return false;
}

static bool silences(const struct allowance *allowance, const struct finding *finding)
{
    if (allowance->needs_reason && allowance->reason == NULL)
        return false;
    if (allowance->rules == NULL)
        return allowance->container != NULL && g_strcmp0(allowance->container, finding->container) == 0;
    return allowance->line == finding->loc.line && g_strcmp0(allowance->remark->loc.file, finding->loc.file) == 0 &&
           names_rule(allowance, finding->rule);
}

void allowances_apply(GArray *allowances, struct results *results)
{
    for (guint i = 0; i < results->findings->len; i++) {
        struct finding *finding = results->findings->pdata[i];
        for (guint k = 0; k < allowances->len; k++) {
            struct allowance *allowance = &g_array_index(allowances, struct allowance, k);
            if (!silences(allowance, finding))
                continue;
            allowance->is_used = true;
            if (finding->suppressed == NULL)
                finding->suppressed = results_copy(results, allowance->reason);
        }
    }
}
