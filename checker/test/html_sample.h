/* html_sample.h: made-up reports for the tests of the HTML emitter, in C (emit_html.c) and in a browser (testdata/html). */
#ifndef LINGER_TEST_HTML_SAMPLE_H
#define LINGER_TEST_HTML_SAMPLE_H

#include "emit/emit.h"

struct sample; /* opaque */

/* "story": a small chat server, its sources in testdata/html/src; "large": ten thousand findings in four hundred files;
 * "hostile": markup, control characters and broken UTF-8 wherever text can stand; "empty": no finding, no run; "blind": the same,
 * for want of units that parse. NULL: no such sample. */
struct sample *sample_new(const char *name);
void sample_free(struct sample *sample);

/* Borrowed from the sample. */
const struct report *sample_report(struct sample *sample);

#endif
