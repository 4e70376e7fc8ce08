/* parse.h: what parse.c needs from the rest of the folder and offers it. */
#ifndef LINGER_FRONTEND_PARSE_H
#define LINGER_FRONTEND_PARSE_H

#include "frontend/clang.h"
#include "frontend/frontend.h"

/* lower.c: fills the module from the parsed unit. */
void lower_unit(CXTranslationUnit unit, const struct frontend_input *input, struct module *module);

/* dump.c: the cursors of project code as an indented tree. */
void dump_cursors(CXTranslationUnit unit, const struct frontend_input *input, GString *out);

/* searches.c: appends to `input->searches`, each once, in the order of the text. */
void collect_searches(CXTranslationUnit unit, const struct frontend_input *input, struct intern *strings);

/* Interned; relative to the root when below it, else absolute. */
const char *path_below(struct intern *strings, const char *root, const char *directory, const char *path);

#endif
