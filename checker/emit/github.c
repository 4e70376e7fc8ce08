/* github.c: workflow commands that GitHub Actions turns into annotations:
 *
 *     ::warning file=src/server.c,line=42,col=5,title=linger: unremoved-registration::'c' is still in 'g_conns' …
 *
 * GitHub shows the first 10 warnings, 10 notices and 10 errors of a step and keeps the others in the log only; so the most
 * important come first, and a notice says when the limit cuts. Units that failed are one error: it must not look like clean code.
 */
#include "emit/parts.h"

enum { SHOWN_PER_LEVEL = 10, FAILED_NAMED = 5 };

static const struct level_names levels = {
    {[CONFIDENCE_LOW] = "notice", [CONFIDENCE_MEDIUM] = "warning", [CONFIDENCE_HIGH] = "warning"}};

/* GitHub's own escaping: of data, and of property values, which must also hide their separators. */
static void append_escaped(GString *out, const char *text, bool is_property)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (const char *c = valid; *c != '\0'; c++) {
        bool is_special = *c == '%' || *c == '\r' || *c == '\n' || (is_property && (*c == ':' || *c == ','));
        if (is_special)
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
        else
            g_string_append_c(out, *c);
    }
    g_free(valid);
}

static void append_step(GString *text, const struct step *step, uint32_t number)
{
    g_string_append_printf(text, "\n%u. %s:%u: %s", number, loc_file(&step->loc), step->loc.line, step->text);
}

static void write_finding(GString *out, const struct finding *finding)
{
    g_string_append_printf(out, "::%s ", levels.of[finding->confidence]);
    if (finding->loc.file != NULL) {
        g_string_append(out, "file=");
        append_escaped(out, finding->loc.file, true);
        g_string_append_printf(out, ",line=%u,col=%u,", MAX(finding->loc.line, 1u), MAX(finding->loc.column, 1u));
    }
    g_string_append(out, "title=");
    char *title = g_strdup_printf("linger: %s", finding->rule);
    append_escaped(out, title, true);
    g_free(title);
    g_string_append(out, "::");

    GString *text = g_string_new(NULL);
    append_sentence(text, finding->message);
    for (uint32_t i = 0; i < finding->step_count; i++)
        append_step(text, &finding->steps[i], i + 1);
    if (finding->fix != NULL)
        g_string_append_printf(text, "\nHow to fix: %s", finding->fix);
    append_escaped(out, text->str, false);
    g_string_free(text, TRUE);
    g_string_append_c(out, '\n');
}

static void write_failed(const struct report *report, GString *out)
{
    if (report->failed_count == 0)
        return;
    GString *text = g_string_new(NULL);
    g_string_append_printf(
        text, "%u of %u units could not be analysed in full, so findings may be missing:", report->failed_count, report->units);
    for (uint32_t i = 0; i < MIN(report->failed_count, (uint32_t)FAILED_NAMED); i++)
        g_string_append_printf(text, "\n%s: %s", report->failed[i].path,
                               report->failed[i].reason != NULL ? report->failed[i].reason : "no reason is known");
    if (report->failed_count > FAILED_NAMED)
        g_string_append_printf(text, "\nand %u more", report->failed_count - FAILED_NAMED);
    g_string_append(out, "::error title=linger%3A incomplete::");
    append_escaped(out, text->str, false);
    g_string_append_c(out, '\n');
    g_string_free(text, TRUE);
}

/* First among the notices, so that it is shown itself; it takes the place of one. */
static void write_summary(const struct report *report, GString *out)
{
    uint32_t notices = 0, warnings = 0;
    for (uint32_t i = 0; i < report->finding_count; i++)
        *(report->findings[i]->confidence == CONFIDENCE_LOW ? &notices : &warnings) += 1;
    if (warnings <= SHOWN_PER_LEVEL && notices <= SHOWN_PER_LEVEL)
        return;
    g_string_append_printf(out,
                           "::notice title=linger%%3A %u findings::GitHub shows at most %d warnings and %d notices of a step; "
                           "linger found %u and %u. All are in this step's log, the most important first.\n",
                           report->finding_count, SHOWN_PER_LEVEL, SHOWN_PER_LEVEL, warnings, notices);
}

static bool emit_github(const struct report *report, GString *out, struct error *err)
{
    (void)err;
    write_failed(report, out);
    write_summary(report, out);
    GPtrArray *sorted = report_by_importance(report);
    for (guint i = 0; i < sorted->len; i++)
        write_finding(out, sorted->pdata[i]);
    g_ptr_array_unref(sorted);
    return true;
}

const struct emitter emitter_github = {
    .name = "github",
    .brief = "GitHub Actions annotations (workflow commands)",
    .emit = emit_github,
};
