/* parts.h: what several emitters need. Private to emit/. */
#ifndef LINGER_EMIT_PARTS_H
#define LINGER_EMIT_PARTS_H

#include <jansson.h>

#include "emit/emit.h"

/* What a confidence is called in one format. */
struct level_names {
    const char *of[3]; /* by enum confidence */
};

/* struct finding *: most confident first, then in the report's order. Borrowed findings; g_ptr_array_unref. */
GPtrArray *report_by_importance(const struct report *report);

/* Position of a rule in report->rules, or -1. */
int report_rule_index(const struct report *report, const char *id);

/* "path" for people; never NULL. */
const char *loc_file(const struct loc *loc);

/* The text with a full stop unless it ends in one already. */
void append_sentence(GString *out, const char *text);

/* Text that may come from file names and source: control characters become '?', broken UTF-8 is replaced, so that no file can
 * talk to the terminal or break a line. */
void append_clean(GString *out, const char *text);

/* A string, valid UTF-8 whatever `text` holds; JSON null for NULL. */
json_t *json_text(const char *text);

/* Prints with two blanks of indentation and a final newline; releases `root`. */
bool json_print(json_t *root, GString *out, struct error *err);

#endif
