/* ir_fixture.h: a small module, made by hand, that uses every kind of thing the IR can say. */
#ifndef LINGER_TEST_IR_FIXTURE_H
#define LINGER_TEST_IR_FIXTURE_H

#include "ir/ir.h"

/* Valid according to ir_verify(). `shared` as in module_new(). */
struct module *ir_fixture_new(struct intern *shared);

/* What ir_print_module() prints of it. */
extern const char ir_fixture_text[];

/* ir_print_module() as a string; g_free. */
char *ir_text(const struct module *module);

#endif
