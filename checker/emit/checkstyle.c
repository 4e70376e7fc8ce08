/* checkstyle.c: Checkstyle's XML, which most CI servers can read. It has no place for steps: the message, the rule, the fix. */
#include "emit/parts.h"

static const struct level_names levels = {
    {[CONFIDENCE_LOW] = "info", [CONFIDENCE_MEDIUM] = "warning", [CONFIDENCE_HIGH] = "warning"}};

/* XML 1.0 has no way to say a control character. */
static void append_attribute(GString *out, const char *name, const char *text)
{
    GString *clean = g_string_new(NULL);
    append_clean(clean, text);
    char *escaped = g_markup_escape_text(clean->str, -1);
    g_string_append_printf(out, " %s=\"%s\"", name, escaped);
    g_free(escaped);
    g_string_free(clean, TRUE);
}

static void write_error(GString *out, const struct finding *finding)
{
    GString *message = g_string_new(NULL);
    append_sentence(message, finding->message);
    if (finding->fix != NULL) {
        g_string_append(message, " How to fix: ");
        append_sentence(message, finding->fix);
    }
    char *source = g_strdup_printf("linger.%s", finding->rule);
    g_string_append_printf(out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\"", MAX(finding->loc.line, 1u),
                           MAX(finding->loc.column, 1u), levels.of[finding->confidence]);
    append_attribute(out, "message", message->str);
    append_attribute(out, "source", source);
    g_string_append(out, "/>\n");
    g_free(source);
    g_string_free(message, TRUE);
}

static bool emit_checkstyle(const struct report *report, GString *out, struct error *err)
{
    (void)err;
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (uint32_t i = 0; i < report->finding_count;) {
        const char *file = loc_file(&report->findings[i]->loc);
        g_string_append(out, "  <file");
        append_attribute(out, "name", file);
        g_string_append(out, ">\n");
        for (; i < report->finding_count && strcmp(loc_file(&report->findings[i]->loc), file) == 0; i++)
            write_error(out, report->findings[i]);
        g_string_append(out, "  </file>\n");
    }
    g_string_append(out, "</checkstyle>\n");
    return true;
}

const struct emitter emitter_checkstyle = {
    .name = "checkstyle",
    .brief = "Checkstyle XML",
    .emit = emit_checkstyle,
};
