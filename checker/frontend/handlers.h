/* handlers.h: what cursors.def names; one function per kind of cursor. */
#ifndef LINGER_FRONTEND_HANDLERS_H
#define LINGER_FRONTEND_HANDLERS_H

#include "frontend/lower.h"

/* lower_expr.c */
expression_handler lower_decl_ref, lower_member_ref, lower_integer, lower_size, lower_opaque, lower_string, lower_subscript,
    lower_conditional, lower_cast, lower_label_address, lower_statement_expression, lower_generic_selection, lower_null,
    lower_this;
/* lower_unexposed.c */
expression_handler lower_unexposed;
/* lower_operator.c */
expression_handler lower_unary, lower_binary, lower_compound_assign;
/* lower_init.c */
expression_handler lower_init_list, lower_compound_literal;
/* lower_call.c */
expression_handler lower_call;
/* lower_cxx.c */
expression_handler lower_dynamic_cast, lower_throw, lower_new, lower_delete, lower_pack, lower_overloaded;
/* lower_lambda.c */
expression_handler lower_lambda;

/* lower_stmt.c */
statement_handler lower_compound_statement, lower_decl_statement, lower_if, lower_return, lower_asm, lower_unexposed_statement;
/* lower_loop.c */
statement_handler lower_switch, lower_case, lower_while, lower_do, lower_for, lower_goto, lower_indirect_goto, lower_label,
    lower_continue, lower_break;
/* lower_cxx.c */
statement_handler lower_range_for, lower_try;

#endif
