/* print.h: what the files of the text form share. */
#ifndef LINGER_IR_PRINT_H
#define LINGER_IR_PRINT_H

#include "ir/ir.h"

/* Where text goes and what names are known. Without a module (or for what it does not declare) ids stand for names. */
struct printer {
    GString *out;
    const struct function *function; /* whose params, locals and captures places speak of; NULL: places print as %numbers */
    GHashTable *names;               /* id -> name, of the module's symbols; NULL: none known */
};

void print_type(struct printer *printer, const struct type *type);
void print_symbol(struct printer *printer, const char *id);
void print_steps(struct printer *printer, GString *path, const struct selector *steps, uint32_t count);
void print_place(struct printer *printer, const struct place *place);
void print_operand(struct printer *printer, const struct operand *operand);
void print_call(struct printer *printer, const struct instr *instr);
void print_instr(struct printer *printer, const struct instr *instr);
void print_terminator(struct printer *printer, const struct terminator *term);
void print_local(struct printer *printer, const struct local *local);

#endif
