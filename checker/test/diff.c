/* diff.c: the difference of two texts, line by line; for goldens of both test programs. */
#include "test/test.h"

/* Longest common subsequence over lines: goldens are short, the table is fine. */
static uint32_t *common_table(char **a, uint32_t n, char **b, uint32_t m)
{
    uint32_t *table = g_new0(uint32_t, (size_t)(n + 1) * (m + 1));

    for (uint32_t i = n; i-- > 0;)
        for (uint32_t j = m; j-- > 0;)
            table[i * (m + 1) + j] = strcmp(a[i], b[j]) == 0
                                         ? table[(i + 1) * (m + 1) + j + 1] + 1
                                         : MAX(table[(i + 1) * (m + 1) + j], table[i * (m + 1) + j + 1]);
    return table;
}

char *text_diff(const char *wanted, const char *got)
{
    enum { CONTEXT = 2 };
    g_auto(GStrv) a = g_strsplit(wanted, "\n", -1), b = g_strsplit(got, "\n", -1);
    uint32_t n = g_strv_length(a), m = g_strv_length(b), i = 0, j = 0, since = CONTEXT;
    g_autofree uint32_t *table = common_table(a, n, b, m);
    GString *out = g_string_new(NULL);

    while (i < n || j < m) {
        if (i < n && j < m && strcmp(a[i], b[j]) == 0) {
            if (since++ < CONTEXT)
                g_string_append_printf(out, "  %s\n", a[i]);
            i++, j++;
            continue;
        }
        if (since > CONTEXT)
            g_string_append_printf(out, "@ line %u\n", i + 1);
        since = 0;
        if (i < n && (j == m || table[(i + 1) * (m + 1) + j] >= table[i * (m + 1) + j + 1]))
            g_string_append_printf(out, "- %s\n", a[i++]);
        else
            g_string_append_printf(out, "+ %s\n", b[j++]);
    }
    return g_string_free(out, FALSE);
}
