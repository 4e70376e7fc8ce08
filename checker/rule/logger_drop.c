/* logger_drop.c: is the logger dropped when its object ends, on every path?
 *
 * A drop belongs to a logger when both texts pass through one variable or member, or the logger itself is kept in what is
 * dropped. Then the paths are walked: from the creation to the end of the same function, through the destructor, or to the places
 * where the object is freed. A branch on the logger's own state (null, use_count, get) is taken as the author's proof. */
#include "rule/logger.h"

struct search {
    struct logger_check *check;
    const struct logger_creation *creation;
    GHashTable *drops;    /* set of struct instr: matching drops */
    GHashTable *droppers; /* set of struct node: with such a drop, or calling one that has it */
    GHashTable *cells;    /* what stands for the logger, its name and the names in the drops */
    const char *owner;    /* id of the record whose member keeps it, or NULL */
};

/* --- matching ------------------------------------------------------------------------------------------------------------ */

static const char *class_of(const struct program *program, const struct node *node)
{
    for (int i = 0; node != NULL && i < 4; i++) {
        if (node->function->record != NULL && !(node->function->flags & FUNCTION_CLOSURE))
            return node->function->record;
        node = program_node(program, node->function->parent);
    }
    return NULL;
}

enum match { MATCH_NO, MATCH_PERHAPS, MATCH_YES };

static enum match match_drop(const struct search *search, const struct logger_use *drop)
{
    struct names *names = search->check->names;
    const struct logger_creation *creation = search->creation;
    if (strcmp(drop->model->library, creation->use.model->library) != 0)
        return MATCH_NO;
    const struct effect *effect = drop->effect;
    if (effect->key.kind == SLOT_NONE && effect->element.kind == SLOT_NONE) /* all at once: at the end of the process, mostly */
        return names_again(names, drop->node, drop->instr) == AGAIN_YES ? MATCH_PERHAPS : MATCH_NO;
    struct operand what = names_slot(drop->instr, effect->key.kind != SLOT_NONE ? &effect->key : &effect->element);
    struct name name = names_trace(names, drop->node, drop->instr, &what);
    bool is_same = logger_shares_cell(name.cells, creation->name.cells) || logger_shares_cell(name.cells, creation->cells);
    const char *class = class_of(search->check->program, drop->node);
    is_same |= name.verdict != NAME_FINITE && class != NULL && class == class_of(search->check->program, creation->use.node);
    enum match match = is_same ? MATCH_YES : name.verdict == NAME_UNKNOWN ? MATCH_PERHAPS : MATCH_NO;
    GHashTableIter iter;
    gpointer cell;
    g_hash_table_iter_init(&iter, name.cells);
    while (is_same && g_hash_table_iter_next(&iter, &cell, NULL))
        g_hash_table_add(search->cells, cell);
    name_release(&name);
    return match;
}

static void add_droppers(struct search *search, const struct node *node)
{
    GPtrArray *work = g_ptr_array_new();
    g_ptr_array_add(work, (gpointer)node);
    while (work->len > 0) {
        const struct node *next = g_ptr_array_steal_index_fast(work, work->len - 1);
        if (!g_hash_table_add(search->droppers, (gpointer)next))
            continue;
        for (guint i = 0; i < next->callers->len; i++)
            g_ptr_array_add(work, next->callers->pdata[i]);
    }
    g_ptr_array_unref(work);
}

/* --- paths --------------------------------------------------------------------------------------------------------------- */

static bool drops_here(const struct search *search, const struct instr *instr)
{
    if (g_hash_table_contains(search->drops, instr))
        return true;
    const struct program *program = search->check->program;
    if (instr->call == NULL || instr->call->callee == NULL)
        return false;
    const struct node *callee = program_node(program, instr->call->callee);
    if (callee != NULL && g_hash_table_contains(search->droppers, callee))
        return true;
    GPtrArray *overriders =
        (instr->call->flags & CALL_VIRTUAL) ? g_hash_table_lookup(program->overriders, instr->call->callee) : NULL;
    for (guint i = 0; overriders != NULL && i < overriders->len; i++) {
        const struct node *other = program_node(program, overriders->pdata[i]);
        if (other != NULL && g_hash_table_contains(search->droppers, other))
            return true;
    }
    return false;
}

static uint32_t first_drop(const struct search *search, const struct block *block, uint32_t from)
{
    for (uint32_t i = from; i < block->instr_count; i++)
        if (drops_here(search, &block->instrs[i]))
            return i;
    return NO_BLOCK;
}

static const struct place *place_in(const struct operand *operand)
{
    return operand->kind == OPERAND_PLACE || operand->kind == OPERAND_ADDRESS ? operand->place : NULL;
}

static bool is_known(const struct search *search, const struct node *node, const struct operand *operand)
{
    const struct place *place = place_in(operand);
    const char *cell = place != NULL ? names_cell(search->check->names, node, place) : NULL;
    return cell != NULL && (g_hash_table_contains(search->cells, cell) || g_hash_table_contains(search->creation->cells, cell) ||
                            g_hash_table_contains(search->creation->name.cells, cell));
}

/* The call that made the temporary a branch looks at. */
static const struct instr *made_by(const struct function *function, const struct place *place)
{
    for (uint32_t b = 0; place->root == ROOT_TEMP && b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (instr->dst != NULL && instr->dst->root == ROOT_TEMP && instr->dst->index == place->index)
                return instr;
        }
    return NULL;
}

/* if (logger_), if (c == NULL), if (logger_.use_count() == 2), if (spdlog::get(name_)) */
static bool is_own_guard(const struct search *search, const struct node *node, const struct operand *left, int depth)
{
    const struct place *place = place_in(left);
    if (place == NULL || depth > 4)
        return false;
    if (is_known(search, node, left) || (depth == 0 && place->root == ROOT_PARAM && place->step_count == 0))
        return true;
    const struct instr *by = made_by(node->function, place);
    if (by == NULL)
        return false;
    if (by->call != NULL && is_own_guard(search, node, &by->call->receiver, depth + 1))
        return true;
    static const char *const words[] = {"use_count", "get", "exists", "has", "getCategoryOrNull", "get_logger"};
    for (size_t i = 0; by->call != NULL && by->call->member != NULL && i < G_N_ELEMENTS(words); i++)
        if (strcmp(by->call->member, words[i]) == 0)
            return true;
    for (uint32_t i = 0; i < by->arg_count; i++)
        if (is_own_guard(search, node, &by->args[i], depth + 1))
            return true;
    return false;
}

static bool reaches_drop(const struct search *search, const struct function *function, uint32_t block, bool *seen)
{
    if (block == NO_BLOCK || seen[block])
        return false;
    seen[block] = true;
    const struct block *at = &function->blocks[block];
    if (first_drop(search, at, 0) != NO_BLOCK)
        return true;
    for (uint32_t i = 0; i < at->term.succ_count; i++)
        if (reaches_drop(search, function, at->term.succs[i], seen))
            return true;
    return false;
}

/* Walks from `block` without passing a drop. `stop` NULL: to a return or an explicit throw that leaves; else to that instruction.
 * True: there is such a path; `at` is where it ends. */
static bool escapes(const struct search *search, const struct node *node, uint32_t block, uint32_t from, const struct instr *stop,
                    bool *seen, struct loc *at)
{
    const struct function *function = node->function;
    const struct block *here = &function->blocks[block];
    for (uint32_t i = from; i < here->instr_count; i++) {
        if (drops_here(search, &here->instrs[i]))
            return false;
        if (stop != NULL && stop == &here->instrs[i]) {
            *at = stop->loc;
            return true;
        }
    }
    const struct terminator *term = &here->term;
    /* Cleanup chains are only walked after an explicit throw. */
    bool leaves =
        term->kind == TERM_RETURN || term->kind == TERM_RESUME || (term->kind == TERM_THROW && here->unwind == NO_BLOCK);
    if (leaves && stop == NULL) {
        *at = term->loc;
        return true;
    }
    bool is_guard = term->kind == TERM_BRANCH && is_own_guard(search, node, &term->condition.left, 0);
    for (uint32_t i = 0; i < term->succ_count; i++) {
        uint32_t next = term->succs[i];
        if (seen[next])
            continue;
        if (is_guard && stop == NULL) {
            bool *visited = g_new0(bool, function->block_count);
            bool leads = reaches_drop(search, function, next, visited);
            g_free(visited);
            if (!leads)
                continue;
        }
        seen[next] = true;
        if (escapes(search, node, next, 0, stop, seen, at))
            return true;
    }
    if (term->kind == TERM_THROW && here->unwind != NO_BLOCK && !seen[here->unwind]) {
        seen[here->unwind] = true;
        bool found = escapes(search, node, here->unwind, 0, stop, seen, at);
        if (found && stop == NULL)
            *at = term->loc;
        return found;
    }
    return false;
}

static bool finds_way(const struct search *search, const struct node *node, uint32_t block, uint32_t from,
                      const struct instr *stop, struct loc *at)
{
    bool *seen = g_new0(bool, node->function->block_count);
    bool found = escapes(search, node, block, from, stop, seen, at);
    g_free(seen);
    return found;
}

static bool locate(const struct function *function, const struct instr *instr, uint32_t *block, uint32_t *index)
{
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++)
            if (&function->blocks[b].instrs[i] == instr) {
                *block = b;
                *index = i;
                return true;
            }
    return false;
}

/* --- where the object ends ----------------------------------------------------------------------------------------------- */

/* Frees or deletes an object of the owner's type. */
static bool ends_owner(const struct search *search, const struct instr *instr)
{
    const struct type *type = NULL;
    if (instr->op == OP_DELETE)
        type = instr->type;
    const struct model *model = instr->op == OP_CALL ? program_model((struct program *)search->check->program, instr) : NULL;
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        if (model->effects[i].kind != EFFECT_END || (model->effects[i].flags & EFFECT_HANDLE))
            continue;
        struct operand element = names_slot(instr, &model->effects[i].element);
        const struct place *place = place_in(&element);
        type = place != NULL && element.kind == OPERAND_PLACE ? place->type->target : NULL;
    }
    return type != NULL && type->kind == TYPE_RECORD && type->record != NULL && strcmp(type->record, search->owner) == 0;
}

/* Does some path through `node` pass `end` without a drop, and does nobody above make up for it? */
static bool ends_without(const struct search *search, const struct node *node, const struct instr *end, int depth, struct loc *at)
{
    uint32_t block, index;
    struct loc there;
    if (depth > 3 || !locate(node->function, end, &block, &index))
        return false;
    bool is_creator = node == search->creation->use.node;
    uint32_t start = 0, from = 0;
    if (is_creator && locate(node->function, search->creation->use.instr, &start, &from))
        from++;
    if (!finds_way(search, node, start, from, end, at) || !finds_way(search, node, block, index + 1, NULL, &there))
        return false;
    *at = end->loc;
    bool drops_itself = g_hash_table_contains(search->droppers, node);
    const GArray *sites = names_sites(search->check->names, node->function->id);
    if (drops_itself || sites == NULL || is_creator)
        return !(is_creator && drops_itself);
    for (guint i = 0; i < sites->len; i++) {
        const struct name_site *site = &g_array_index(sites, struct name_site, i);
        struct loc higher;
        if (ends_without(search, site->node, site->instr, depth + 1, &higher)) {
            *at = higher;
            return true;
        }
    }
    return false;
}

static bool find_bare_end(const struct search *search, struct drop_answer *answer)
{
    for (guint n = 0; n < search->check->program->nodes->len; n++) {
        const struct node *node = search->check->program->nodes->pdata[n];
        for (uint32_t b = 0; b < node->function->block_count; b++)
            for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++) {
                const struct instr *instr = &node->function->blocks[b].instrs[i];
                if (!ends_owner(search, instr) || !ends_without(search, node, instr, 0, &answer->missed_at))
                    continue;
                answer->missed_in = node;
                answer->missed_how = "the object ends here, and its logger is not dropped";
                return true;
            }
    }
    return false;
}

/* --- verdict ------------------------------------------------------------------------------------------------------------- */

static const char *owner_of(const struct search *search)
{
    GHashTableIter iter;
    gpointer key;
    const char *owner = NULL;
    g_hash_table_iter_init(&iter, search->creation->cells);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *cell = key, *dot = strrchr(cell, '.');
        if (cell[0] != 'F' || dot == NULL)
            continue;
        const char *record = intern_bytes(search->check->program->strings, cell + 2, (size_t)(dot - cell - 2));
        if (owner == NULL || strcmp(record, owner) < 0)
            owner = record;
    }
    return owner;
}

static const struct node *destructor_of(const struct search *search)
{
    const char *class = search->owner != NULL ? search->owner : class_of(search->check->program, search->creation->use.node);
    const struct record *record = class != NULL ? g_hash_table_lookup(search->check->program->records, class) : NULL;
    return record != NULL ? program_node(search->check->program, record->destructor) : NULL;
}

static bool is_called(const struct search *search, const struct node *node)
{
    const struct function *function = node->function;
    if (function->flags & (FUNCTION_DESTRUCTOR | FUNCTION_VIRTUAL | FUNCTION_CLOSURE | FUNCTION_IMPLICIT))
        return true;
    return node->callers->len > 0 || names_sites(search->check->names, function->id) != NULL || node->is_address_taken ||
           strcmp(function->name, "main") == 0;
}

/* Creation and drop in one function (or in what it calls): every way out must pass the drop. */
static bool is_local(const struct search *search)
{
    if (search->owner != NULL || !g_hash_table_contains(search->droppers, search->creation->use.node))
        return false;
    uint32_t block, index;
    const struct node *node = search->creation->use.node;
    bool *seen = g_new0(bool, node->function->block_count);
    bool leads = false;
    if (locate(node->function, search->creation->use.instr, &block, &index)) {
        leads = first_drop(search, &node->function->blocks[block], index + 1) != NO_BLOCK;
        for (uint32_t i = 0; !leads && i < node->function->blocks[block].term.succ_count; i++)
            leads = reaches_drop(search, node->function, node->function->blocks[block].term.succs[i], seen);
    }
    g_free(seen);
    return leads;
}

static void judge_local(const struct search *search, struct drop_answer *answer)
{
    uint32_t block, index;
    const struct node *node = search->creation->use.node;
    answer->state = DROP_COMPLETE;
    if (!locate(node->function, search->creation->use.instr, &block, &index) ||
        !finds_way(search, node, block, index + 1, NULL, &answer->missed_at))
        return;
    answer->state = DROP_MISSED;
    answer->missed_in = node;
    answer->missed_how = "leaves here without dropping it";
}

static void judge_paths(const struct search *search, struct drop_answer *answer)
{
    const struct node *destructor = destructor_of(search);
    answer->state = DROP_COMPLETE;
    if (is_local(search)) {
        judge_local(search, answer);
    } else if (destructor != NULL && g_hash_table_contains(search->droppers, destructor)) {
        if (!finds_way(search, destructor, 0, 0, NULL, &answer->missed_at))
            return;
        answer->state = DROP_MISSED;
        answer->missed_in = destructor;
        answer->missed_how = "the destructor ends here without dropping it";
    } else if (search->owner != NULL && find_bare_end(search, answer)) {
        answer->state = DROP_MISSED;
    }
}

static void collect(struct search *search, struct drop_answer *answer)
{
    bool is_perhaps = false, is_called_somewhere = false;
    for (guint i = 0; i < search->check->drops->len; i++) {
        const struct logger_use *drop = &g_array_index(search->check->drops, struct logger_use, i);
        enum match match = match_drop(search, drop);
        is_perhaps |= match == MATCH_PERHAPS;
        if (match != MATCH_YES)
            continue;
        g_hash_table_add(search->drops, (gpointer)drop->instr);
        add_droppers(search, drop->node);
        bool is_live = is_called(search, drop->node);
        if (answer->drop == NULL || (is_live && !is_called_somewhere))
            answer->drop = drop;
        is_called_somewhere |= is_live;
    }
    if (answer->drop == NULL)
        answer->state = is_perhaps ? DROP_PERHAPS : DROP_NONE;
    else if (is_called_somewhere)
        judge_paths(search, answer);
    else
        answer->state = search->check->has_main && !is_perhaps ? DROP_UNCALLED : DROP_PERHAPS;
}

struct drop_answer logger_find_drop(struct logger_check *check, const struct logger_creation *creation)
{
    struct drop_answer answer = {.state = DROP_NONE};
    struct search search = {.check = check, .creation = creation};
    search.drops = g_hash_table_new(g_direct_hash, g_direct_equal);
    search.droppers = g_hash_table_new(g_direct_hash, g_direct_equal);
    search.cells = g_hash_table_new(g_direct_hash, g_direct_equal);
    search.owner = owner_of(&search);
    collect(&search, &answer);
    g_hash_table_destroy(search.drops);
    g_hash_table_destroy(search.droppers);
    g_hash_table_destroy(search.cells);
    return answer;
}
