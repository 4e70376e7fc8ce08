/* homes.c: where do the objects of a record live? Of some, only as long as the program.
 *
 *     static Server server;                                 a static variable
 *     struct Hub { Registry registry; }; static Hub hub;    a member of such a record
 *     if (!instance) instance = new Server;                 one object, behind a static pointer
 *     static std::unique_ptr<Server> only = std::make_unique<Server>();
 *     class Server : public Singleton<Server>               a static variable in the template
 *
 * A local, an object that is made anywhere else, or one that is ended, and the record is out. */
#include "rule/registration.h"

enum { NESTED_RECORDS = 6 };

struct homes {
    const struct program *program;
    GHashTable *statics; /* ids of records that live as static variables */
    GHashTable *others;  /* ids of records that live on the stack, or on the heap for a while */
    GHashTable *inside;  /* record id -> GPtrArray of ids of records with a field of it */
};

static const char *record_of_type(const struct type *type)
{
    while (type != NULL && type->kind == TYPE_ARRAY)
        type = type->target;
    return type != NULL && type->kind == TYPE_RECORD ? type->record : NULL;
}

static void add(GHashTable *set, const char *record)
{
    if (record != NULL)
        g_hash_table_add(set, (gpointer)record);
}

/* --- objects made by functions
 * -------------------------------------------------------------------------------------------------- */

static bool is_same_variable(const struct place *a, const struct place *b)
{
    return a != NULL && b != NULL && a->root == b->root && a->index == b->index && a->step_count == 0 && b->step_count == 0;
}

static const struct place *static_root(const struct place *place)
{
    return place != NULL && place->root == ROOT_STATIC ? place : NULL;
}

/* The static variable that the instruction puts `object` into: by a store, or by reset(), a constructor, an assignment. */
static const struct place *put_into(const struct instr *instr, const struct place *object)
{
    bool is_given = false;
    for (uint32_t i = 0; i < instr->arg_count; i++)
        is_given |= is_same_variable(instr->args[i].place, object);
    if (!is_given)
        return NULL;
    if (instr->op == OP_COPY || instr->op == OP_MOVE)
        return instr->dst;
    return instr->op == OP_CALL && instr->call->receiver.kind == OPERAND_ADDRESS ? instr->call->receiver.place : NULL;
}

/* Where the object goes that lies in `object`: followed through one local. */
static const struct place *static_holder(const struct function *function, const struct place *object, int depth)
{
    if (object == NULL || static_root(object) != NULL)
        return object;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct place *next = put_into(&function->blocks[b].instrs[i], object);
            const struct place *holder = next == NULL                ? NULL
                                         : static_root(next) != NULL ? next
                                         : depth > 0                 ? static_holder(function, next, depth - 1)
                                                                     : NULL;
            if (holder != NULL)
                return holder;
        }
    return NULL;
}

/* if (instance == nullptr) instance = new Server; */
static bool is_tested(const struct function *function, const struct place *holder)
{
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct terminator *term = &function->blocks[b].term;
        const struct place *tested = term->kind == TERM_BRANCH ? static_root(term->condition.left.place) : NULL;
        if (tested != NULL && tested->symbol == holder->symbol)
            return true;
    }
    return false;
}

static bool is_made_once(const struct homes *homes, const struct node *node, const struct place *holder)
{
    const struct variable *variable = g_hash_table_lookup(homes->program->variables, holder->symbol);
    bool is_initialiser = variable != NULL && variable->storage == STORAGE_LOCAL_STATIC;
    return is_initialiser || !node->repeats || (node->function->flags & FUNCTION_CLOSURE) || is_tested(node->function, holder);
}

static const char *record_made_by(const struct instr *instr)
{
    static const char *const makers[] = {"std::make_unique", "std::make_shared", "boost::make_shared", NULL};
    if (instr->op == OP_ALLOC)
        return record_of_type(instr->type);
    bool is_maker = instr->op == OP_CALL && instr->call->name != NULL && g_strv_contains(makers, instr->call->name);
    return is_maker && instr->call->template_arg_count > 0 ? record_of_type(instr->call->template_args[0]) : NULL;
}

static void gather_from(struct homes *homes, const struct node *node)
{
    const struct function *function = node->function;
    for (uint32_t i = 0; i < function->local_count; i++)
        add(homes->others, record_of_type(function->locals[i].type));
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            const char *record = record_made_by(instr);
            const struct place *holder = record != NULL ? static_root(static_holder(function, instr->dst, 1)) : NULL;
            add(holder != NULL && is_made_once(homes, node, holder) ? homes->statics : homes->others, record);
        }
}

/* --- records
 * ------------------------------------------------------------------------------------------------------------------------ */

static void gather_fields(struct homes *homes, const struct record *record)
{
    for (uint32_t i = 0; i < record->field_count; i++) {
        const char *part = record_of_type(record->fields[i].type);
        GPtrArray *around = part != NULL ? g_hash_table_lookup(homes->inside, part) : NULL;
        if (part != NULL && around == NULL)
            g_hash_table_insert(homes->inside, (gpointer)part, around = g_ptr_array_new());
        if (around != NULL)
            g_ptr_array_add(around, (gpointer)record->id);
    }
    for (uint32_t i = 0; i < record->base_count; i++) { /* class Server : public Singleton<Server> */
        const struct type *base = record->bases[i].type;
        bool is_singleton = base != NULL && base->name != NULL && base->arg_count > 0 &&
                            g_strcmp0(record_of_type(base->args[0]), record->id) == 0 &&
                            strcasestr(base->name, "singleton") != NULL;
        if (is_singleton)
            add(homes->statics, record->id);
    }
}

struct homes *homes_new(const struct program *program)
{
    struct homes *homes = g_new0(struct homes, 1);
    homes->program = program;
    homes->statics = g_hash_table_new(g_str_hash, g_str_equal);
    homes->others = g_hash_table_new(g_str_hash, g_str_equal);
    homes->inside = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    GHashTableIter iter;
    gpointer item;
    g_hash_table_iter_init(&iter, program->variables);
    while (g_hash_table_iter_next(&iter, NULL, &item))
        add(homes->statics, record_of_type(((const struct variable *)item)->type));
    g_hash_table_iter_init(&iter, program->records);
    while (g_hash_table_iter_next(&iter, NULL, &item))
        gather_fields(homes, item);
    for (guint i = 0; i < program->nodes->len; i++)
        gather_from(homes, program->nodes->pdata[i]);
    return homes;
}

void homes_free(struct homes *homes)
{
    g_hash_table_destroy(homes->statics);
    g_hash_table_destroy(homes->others);
    g_hash_table_destroy(homes->inside);
    g_free(homes);
}

static bool lives_for_ever(const struct homes *homes, const char *record, int depth)
{
    if (g_hash_table_contains(homes->others, record) || depth == 0)
        return false;
    const GPtrArray *around = g_hash_table_lookup(homes->inside, record);
    for (guint i = 0; around != NULL && i < around->len; i++)
        if (!lives_for_ever(homes, around->pdata[i], depth - 1))
            return false;
    return around != NULL || g_hash_table_contains(homes->statics, record);
}

bool homes_is_program_wide(const struct homes *homes, const char *key)
{
    if (g_hash_table_contains(homes->program->variables, key))
        return true;
    const char *dot = strrchr(key, '.');
    char *record = dot != NULL ? g_strndup(key, (gsize)(dot - key)) : NULL;
    bool is_static = record != NULL && lives_for_ever(homes, record, NESTED_RECORDS);
    g_free(record);
    return is_static;
}
