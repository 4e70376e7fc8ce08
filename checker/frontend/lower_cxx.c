/* lower_cxx.c: C++ statements and expressions. */
#include "frontend/lower.h"

#include "frontend/handlers.h"
struct type *smart_target(struct lower *l, const struct type *smart)
{
    return smart->arg_count > 0 ? smart->args[0] : l->unknown;
}
bool member_is_arrow(struct lower *l, CXCursor member, CXCursor base)
{
    (void)l;
    (void)member;
    (void)base;
    return false;
}
const char *member_token(struct lower *l, CXCursor member)
{
    (void)l;
    (void)member;
    return NULL;
}
bool lower_unexposed_cxx(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want, struct operand *result)
{
    (void)l;
    (void)cursor;
    (void)kids;
    (void)want;
    (void)result;
    return false;
}
struct operand lower_await(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    return operand_none(type_of(l, cursor));
}
bool lower_cxx_call(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want, struct operand *result)
{
    (void)l;
    (void)cursor;
    (void)kids;
    (void)want;
    (void)result;
    return false;
}
void lower_member_initialisers(struct lower *l, CXCursor constructor)
{
    (void)l;
    (void)constructor;
}
void lower_bindings(struct lower *l, CXCursor variable, struct place *place)
{
    (void)l;
    (void)variable;
    (void)place;
}
const char *closure_of_call_operator(struct lower *l, CXCursor method)
{
    (void)l;
    (void)method;
    return NULL;
}
bool cursor_is_in_template(CXCursor cursor)
{
    (void)cursor;
    return false;
}
bool lower_moved_argument(struct lower *l, CXCursor argument, CXType parameter, struct operand *result)
{
    (void)l;
    (void)argument;
    (void)parameter;
    (void)result;
    return false;
}
bool cursor_is_decomposition(struct lower *l, CXCursor cursor)
{
    (void)l;
    (void)cursor;
    return false;
}
bool lower_coroutine_statement(struct lower *l, CXCursor cursor)
{
    (void)l;
    (void)cursor;
    return false;
}
void lower_destructor_end(struct lower *l, CXCursor destructor)
{
    (void)l;
    (void)destructor;
}
struct place *captured_variable(struct lower *l, struct context *context, CXCursor declaration)
{
    (void)l;
    (void)context;
    (void)declaration;
    return NULL;
}
struct operand this_operand(struct lower *l)
{
    return operand_none(l->unknown);
}
const char *make_implicit_destructor(struct lower *l, CXCursor record)
{
    (void)l;
    (void)record;
    return NULL;
}
struct call *cleanup_attribute_call(struct lower *l, CXCursor variable, struct place *place)
{
    (void)l;
    (void)variable;
    (void)place;
    return NULL;
}
#define H(n)                                                                                                                     \
    struct operand n(struct lower *l, CXCursor c, struct want w)                                                                 \
    {                                                                                                                            \
        (void)w;                                                                                                                 \
        count_unlowered(l, c);                                                                                                   \
        return operand_none(type_of(l, c));                                                                                      \
    }
H(lower_dynamic_cast)
H(lower_throw)
H(lower_new) H(lower_delete) H(lower_pack) H(lower_overloaded) H(lower_lambda) H(lower_this)
#define S(n)                                                                                                                     \
    void n(struct lower *l, CXCursor c)                                                                                          \
    {                                                                                                                            \
        count_unlowered(l, c);                                                                                                   \
    }
    S(lower_range_for) S(lower_try)
