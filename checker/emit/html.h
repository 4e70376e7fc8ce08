/* html.h: parts of the HTML emitter (html.c); nobody else's business. */
#ifndef LINGER_EMIT_HTML_H
#define LINGER_EMIT_HTML_H

#include "emit/emit.h"

/* --- html_excerpts.c: which lines of which files the report shows ----------------------------------------------------------- */

struct excerpts; /* opaque */

/* Collects the lines around every place of the report, each line once. Borrows from the report. */
struct excerpts *excerpts_new(const struct report *report);
void excerpts_free(struct excerpts *excerpts);

uint32_t excerpts_file_count(const struct excerpts *excerpts);
const char *excerpts_path(const struct excerpts *excerpts, uint32_t file);

/* Number of a file in the table, or -1 for NULL and for files no finding mentions. */
int64_t excerpts_find(const struct excerpts *excerpts, const char *path);

/* Calls `visit` for every run of lines of a file, in order: number of the first line, text (valid UTF-8, lines ended by '\n', the
 * last one too, overlong lines cut). A file that could not be read has none. */
typedef void excerpts_visit(uint32_t first_line, const GString *text, void *user);
void excerpts_each(const struct excerpts *excerpts, uint32_t file, excerpts_visit *visit, void *user);

/* --- html_data.c: the report as one JSON text ------------------------------------------------------------------------------- */

/* Appends JSON that is safe between <script> tags: no '<', no U+2028, nothing that is not UTF-8. */
void html_data(const struct report *report, GString *out);

#endif
