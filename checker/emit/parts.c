/* parts.c: what several emitters need: excerpts, order of importance, safe text. */
#include "emit/parts.h"

char *report_source_line(const struct report *report, const char *path, uint32_t line)
{
    size_t length = 0;
    const char *text = report->source == NULL || path == NULL ? NULL : report->source(path, &length, report->source_user);
    if (text == NULL || line == 0)
        return NULL;
    const char *end = text + length;
    for (uint32_t current = 1; text < end; current++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline != NULL ? newline : end;
        if (current == line) {
            while (stop > text && stop[-1] == '\r')
                stop--;
            return g_strndup(text, (size_t)(stop - text));
        }
        if (newline == NULL)
            break;
        text = newline + 1;
    }
    return NULL;
}

GPtrArray *report_by_importance(const struct report *report)
{
    GPtrArray *sorted = g_ptr_array_new();
    for (int confidence = CONFIDENCE_HIGH; confidence >= CONFIDENCE_LOW; confidence--)
        for (uint32_t i = 0; i < report->finding_count; i++)
            if ((int)report->findings[i]->confidence == confidence)
                g_ptr_array_add(sorted, (gpointer)report->findings[i]);
    return sorted;
}

int report_rule_index(const struct report *report, const char *id)
{
    for (uint32_t i = 0; i < report->rule_count; i++)
        if (strcmp(report->rules[i].id, id) == 0)
            return (int)i;
    return -1;
}

const char *loc_file(const struct loc *loc)
{
    return loc->file != NULL ? loc->file : "<unknown>";
}

void append_clean(GString *out, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (const char *c = valid; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar code = g_utf8_get_char(c);
        if (code != '\t' && g_unichar_iscntrl(code))
            g_string_append_c(out, '?');
        else
            g_string_append_unichar(out, code);
    }
    g_free(valid);
}

void append_sentence(GString *out, const char *text)
{
    g_string_append(out, text);
    size_t length = strlen(text);
    if (length > 0 && strchr(".!?", text[length - 1]) == NULL)
        g_string_append_c(out, '.');
}

json_t *json_text(const char *text)
{
    if (text == NULL)
        return json_null();
    json_t *string = json_string(text);
    if (string == NULL) {
        char *valid = g_utf8_make_valid(text, -1);
        string = json_string(valid);
        g_free(valid);
    }
    return string;
}

static int append_bytes(const char *bytes, size_t size, void *out)
{
    g_string_append_len(out, bytes, (gssize)size);
    return 0;
}

bool json_print(json_t *root, GString *out, struct error *err)
{
    int status = json_dump_callback(root, append_bytes, out, JSON_INDENT(2));
    json_decref(root);
    if (status != 0)
        return error_set(err, "the report cannot be written as JSON: jansson refused a value; please report this");
    g_string_append_c(out, '\n');
    return true;
}
