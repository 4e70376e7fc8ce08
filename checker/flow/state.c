#include "flow/state.h"

enum { LIVE_FEW = 128 };

struct state *state_new(struct arena *arena, struct arena *keep, struct regions *regions)
{
    struct state *state = arena_new_item(arena, struct state);
    state->arena = arena;
    state->keep = keep;
    state->regions = regions;
    state->dropped = arena_new_item(arena, struct state *);
    return state;
}

/* Into `room` for `capacity` of them, if that is enough; else into new memory, with a little room: most states change before they
 * are copied again. */
static void *copy_items(struct arena *arena, const void *items, uint32_t count, uint32_t more, void *room, uint32_t *capacity,
                        size_t size)
{
    if (*capacity < count + more) {
        *capacity = count + more;
        room = arena_take(arena, size * *capacity);
    }
    if (count > 0)
        memcpy(room, items, size * count);
    return room;
}

/* A state to be filled. */
static struct state *take_dropped(const struct state *state)
{
    struct state *taken = *state->dropped;
    if (taken == NULL)
        return arena_new_item(state->arena, struct state);
    *state->dropped = taken->next_dropped;
    return taken;
}

struct state *state_copy(const struct state *state)
{
    struct arena *arena = state->arena;
    struct state *copy = take_dropped(state), room = *copy;
    *copy = *state;
#define COPY(items, count, capacity, more)                                                                                       \
    copy->capacity = room.capacity;                                                                                              \
    copy->items = copy_items(arena, state->items, state->count, more, room.items, &copy->capacity, sizeof *state->items)
    COPY(cells, cell_count, cell_capacity, 4);
    COPY(assumptions, assumption_count, assumption_capacity, 2);
    COPY(facts, fact_count, fact_capacity, 0);
    COPY(endings, ending_count, ending_capacity, 0);
#undef COPY
    return copy;
}

void state_drop(struct state *state)
{
    state->next_dropped = *state->dropped;
    *state->dropped = state;
}

/* Makes room for one more item in an arena array. */
static void *grow(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = MAX(8u, *capacity + *capacity / 2);
    void *bigger = arena_take(arena, size * *capacity);
    if (count > 0)
        memcpy(bigger, items, size * count);
    return bigger;
}

/* --- memory ------------------------------------------------------------------------------------------------------------- */

static uint32_t cell_position(const struct state *state, const struct region *region)
{
    uint32_t low = 0, high = state->cell_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (region_compare(state->cells[middle].region, region) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool state_is_written(const struct state *state, const struct region *region)
{
    uint32_t at = cell_position(state, region);
    return at < state->cell_count && state->cells[at].region == region;
}

/* Records that begin with the same members, as C's base and derived ones do: the same member of the same object. */
static const struct cell *namesake(const struct state *state, const struct region *field)
{
    for (uint32_t i = 0; i < state->cell_count; i++) {
        const struct region *other = state->cells[i].region;
        if (other->parent == field->parent && other->kind == REGION_FIELD && other->name == field->name)
            return &state->cells[i];
    }
    return NULL;
}

struct value state_load(const struct state *state, const struct region *region)
{
    if (region == NULL)
        return VALUE_NONE;
    uint32_t at = cell_position(state, region);
    if (at < state->cell_count && state->cells[at].region == region)
        return state->cells[at].value;
    const struct cell *other = region->kind == REGION_FIELD ? namesake(state, region) : NULL;
    return other != NULL ? other->value : value_init(region);
}

static void put_cell(struct state *state, const struct region *region, struct value value)
{
    uint32_t at = cell_position(state, region);
    if (at < state->cell_count && state->cells[at].region == region) {
        state->cells[at].value = value;
        return;
    }
    if (state->cell_count >= STATE_CELLS)
        return;
    state->cells = grow(state->arena, state->cells, state->cell_count, &state->cell_capacity, sizeof *state->cells);
    memmove(state->cells + at + 1, state->cells + at, sizeof *state->cells * (state->cell_count - at));
    state->cells[at] = (struct cell){.region = region, .value = value};
    state->cell_count++;
}

static void keep_cells(struct state *state, bool (*keep)(const struct cell *cell, const void *data), const void *data)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->cell_count; i++)
        if (keep(&state->cells[i], data))
            state->cells[kept++] = state->cells[i];
    state->cell_count = kept;
}

static bool is_outside(const struct cell *cell, const void *object)
{
    return cell->region == object || !region_contains(object, cell->region);
}

void state_store(struct state *state, const struct region *region, struct value value)
{
    if (region == NULL || (region->kind == REGION_ELEMENT && region->index == ELEMENT_ANY)) /* one of many: nothing is learnt */
        return;
    if (region->kind != REGION_TEMP)
        keep_cells(state, is_outside, region);
    put_cell(state, region, value);
}

static bool is_no_number_behind(const struct cell *cell, const void *object)
{
    return cell->value.kind != VALUE_INT || !region_passes(cell->region, object);
}

void state_forget_numbers(struct state *state, const struct region *object)
{
    if (object == NULL)
        return;
    keep_cells(state, is_no_number_behind, object);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->assumption_count; i++)
        if (state->assumptions[i].region == object || !region_passes(state->assumptions[i].region, object))
            state->assumptions[kept++] = state->assumptions[i];
    state->assumption_count = kept;
}

void state_renew(struct state *state, const struct region *symbol)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->assumption_count; i++)
        if (!region_passes(state->assumptions[i].region, symbol))
            state->assumptions[kept++] = state->assumptions[i];
    state->assumption_count = kept;
}

void state_copy_below(struct state *state, const struct region *to, const struct region *from)
{
    if (to == NULL || from == NULL || to == from)
        return;
    uint32_t count = state->cell_count;
    struct cell *before = arena_copy(state->arena, state->cells, sizeof *state->cells * count);
    for (uint32_t i = 0; i < count; i++)
        if (before[i].region != from && region_contains(from, before[i].region)) {
            const struct region *target = region_rebase(state->regions, before[i].region, from, to);
            if (target != NULL)
                put_cell(state, target, before[i].value);
        }
}

/* --- assumptions --------------------------------------------------------------------------------------------------------- */

static uint8_t sign_of(int64_t number)
{
    return number < 0 ? SIGN_NEGATIVE : number == 0 ? SIGN_ZERO : SIGN_POSITIVE;
}

static struct assumption *assumption_about(const struct state *state, const struct region *region)
{
    for (uint32_t i = 0; i < state->assumption_count; i++)
        if (state->assumptions[i].region == region)
            return &state->assumptions[i];
    return NULL;
}

/* What can be said of i + 1 and of flags & MASK in general. */
static uint8_t signs_of_operation(const struct state *state, const struct operation *operation)
{
    uint8_t left = state_signs(state, operation->left), right = state_signs(state, operation->right);
    bool is_constant = operation->right.kind == VALUE_INT;
    const struct operation *inner = operation->left.kind == VALUE_INIT ? operation->left.region->operation : NULL;
    switch ((int)operation->operator) {
    case BINARY_ADD:
        if ((left | right) & SIGN_NEGATIVE)
            return SIGN_ANY;
        return left == SIGN_POSITIVE || right == SIGN_POSITIVE ? SIGN_POSITIVE : SIGN_ZERO | SIGN_POSITIVE;
    case BINARY_AND:
        if (!is_constant || operation->right.number < 0)
            return SIGN_ANY;
        if (inner != NULL && inner->operator== BINARY_OR &&
                                 inner->right.kind == VALUE_INT &&(inner->right.number & operation->right.number) != 0)
            return SIGN_POSITIVE;
        return SIGN_ZERO | SIGN_POSITIVE;
    default:
        return SIGN_ANY;
    }
}

uint8_t state_signs(const struct state *state, struct value value)
{
    switch (value.kind) {
    case VALUE_UNKNOWN:
        return SIGN_ANY;
    case VALUE_INT:
        return sign_of(value.number);
    case VALUE_INIT: {
        const struct assumption *known = assumption_about(state, value.region);
        uint8_t signs = known != NULL ? known->signs : SIGN_ANY;
        return value.region->operation != NULL ? signs & signs_of_operation(state, value.region->operation) : signs;
    }
    case VALUE_ADDRESS:
    case VALUE_FUNCTION:
    case VALUE_STRING:
    case VALUE_CLOSURE:
        return SIGN_POSITIVE;
    }
    return SIGN_ANY;
}

bool state_narrow(struct state *state, struct value value, uint8_t signs)
{
    uint8_t now = state_signs(state, value) & signs;
    if (now == 0)
        return false;
    if (value.kind != VALUE_INIT)
        return true;
    struct assumption *known = assumption_about(state, value.region);
    if (known != NULL) {
        known->signs = now;
        return true;
    }
    if (now == SIGN_ANY || state->assumption_count >= STATE_FACTS)
        return true;
    state->assumptions =
        grow(state->arena, state->assumptions, state->assumption_count, &state->assumption_capacity, sizeof *state->assumptions);
    state->assumptions[state->assumption_count++] = (struct assumption){.region = value.region, .signs = now};
    return true;
}

static bool holds(int64_t left, enum binary_operator op, int64_t right)
{
    switch ((int)op) {
    case BINARY_EQ:
        return left == right;
    case BINARY_NE:
        return left != right;
    case BINARY_LT:
        return left < right;
    case BINARY_LE:
        return left <= right;
    case BINARY_GT:
        return left > right;
    case BINARY_GE:
        return left >= right;
    default:
        return true;
    }
}

/* The signs that a number x with x <op> number can have. */
static uint8_t signs_allowed(enum binary_operator op, int64_t number)
{
    switch ((int)op) {
    case BINARY_EQ:
        return sign_of(number);
    case BINARY_NE:
        return number == 0 ? SIGN_NONZERO : SIGN_ANY;
    case BINARY_LT:
        return number <= 0 ? SIGN_NEGATIVE : number == 1 ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_ANY;
    case BINARY_LE:
        return number < 0 ? SIGN_NEGATIVE : number == 0 ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_ANY;
    case BINARY_GT:
        return number >= 0 ? SIGN_POSITIVE : number == -1 ? SIGN_POSITIVE | SIGN_ZERO : SIGN_ANY;
    case BINARY_GE:
        return number > 0 ? SIGN_POSITIVE : number == 0 ? SIGN_POSITIVE | SIGN_ZERO : SIGN_ANY;
    default:
        return SIGN_ANY;
    }
}

/* left - right, when both are symbols; region_compare() tells which of the two differences it is. */
static bool narrow_difference(struct state *state, struct value left, enum binary_operator op, struct value right)
{
    if (left.kind != VALUE_INIT || right.kind != VALUE_INIT)
        return true;
    bool is_swapped = region_compare(left.region, right.region) > 0;
    struct value difference =
        value_operation(state->regions, (struct operation){BINARY_SUB, is_swapped ? right : left, is_swapped ? left : right});
    uint8_t signs = signs_allowed(op, 0);
    if (is_swapped)
        signs = (uint8_t)((signs & SIGN_ZERO) | (signs & SIGN_NEGATIVE ? SIGN_POSITIVE : 0) |
                          (signs & SIGN_POSITIVE ? SIGN_NEGATIVE : 0));
    return state_narrow(state, difference, signs);
}

bool state_assume_order(struct state *state, struct value left, enum binary_operator op, struct value right)
{
    if (value_equal(left, right) && left.kind != VALUE_UNKNOWN)
        return op == BINARY_EQ || op == BINARY_LE || op == BINARY_GE;
    return narrow_difference(state, left, op, right);
}

/* Writes the number itself where a symbol has just been found equal to it. */
static void replace_symbol(struct state *state, const struct region *symbol, struct value value)
{
    for (uint32_t i = 0; i < state->cell_count; i++)
        if (state->cells[i].value.kind == VALUE_INIT && state->cells[i].value.region == symbol)
            state->cells[i].value = value;
    bool is_many = symbol->kind == REGION_ELEMENT && symbol->index == ELEMENT_ANY;
    bool is_onward = value.region != NULL && region_passes(symbol, value.region); /* p->next is never p: p has come round */
    if (!is_many && !is_onward && !state_is_written(state, symbol))
        put_cell(state, symbol, value);
}

bool state_allows(const struct state *state, struct value value, enum binary_operator op, int64_t number)
{
    return value.kind == VALUE_INT ? holds(value.number, op, number)
                                   : (state_signs(state, value) & signs_allowed(op, number)) != 0;
}

bool state_assume(struct state *state, struct value value, enum binary_operator op, int64_t number)
{
    if (value.kind == VALUE_INT)
        return holds(value.number, op, number);
    if (!state_narrow(state, value, signs_allowed(op, number)))
        return false;
    if (op == BINARY_EQ && value.kind == VALUE_INIT && number != 0)
        replace_symbol(state, value.region, value_int(number));
    return true;
}

/* &c->link == &list->head: what pointers point to may be anything, the head of the list, too; variables are themselves. */
static bool may_coincide(const struct region *a, const struct region *b)
{
    const struct region *object_a = region_object(a), *object_b = region_object(b);
    bool is_far = object_a->kind == REGION_DEREF || object_a->kind == REGION_OUTER || object_b->kind == REGION_DEREF ||
                  object_b->kind == REGION_OUTER;
    return object_a != object_b && is_far;
}

/* Memory that was allocated here is what nobody else can have meant. */
static bool is_allocated(struct value value)
{
    return value.kind == VALUE_INIT && value.region->name == REGION_ALLOCATED;
}

/* An argument, or another allocation. What memory holds may have been changed by somebody unseen. */
static bool is_older(struct value value)
{
    const struct region *object = value.kind == VALUE_ADDRESS ? region_object(value.region) : NULL;
    if (object != NULL && (object->kind == REGION_DEREF || object->kind == REGION_OUTER)) /* a cursor may meet what we put there */
        return object->root->name == REGION_ALLOCATED;
    return value.kind == VALUE_ADDRESS || is_allocated(value) ||
           (value.kind == VALUE_INIT && (value.region->kind == REGION_PARAM || value.region->kind == REGION_THIS));
}

bool state_assume_equal(struct state *state, struct value a, struct value b)
{
    if (value_equal(a, b))
        return true;
    if (a.kind == VALUE_INT)
        return state_assume(state, b, BINARY_EQ, a.number);
    if (b.kind == VALUE_INT)
        return state_assume(state, a, BINARY_EQ, b.number);
    if (a.kind == VALUE_ADDRESS && b.kind == VALUE_ADDRESS)
        return may_coincide(a.region, b.region);
    if ((is_allocated(a) && is_older(b)) || (is_allocated(b) && is_older(a)))
        return false;
    if (a.kind != VALUE_INIT && b.kind != VALUE_INIT)
        return true;
    if (!narrow_difference(state, a, BINARY_EQ, b))
        return false;
    /* Keep the name that is nearer to the inputs: a parameter rather than a cursor. */
    bool keep_a = b.kind == VALUE_INIT && (a.kind != VALUE_INIT || a.region->depth <= b.region->depth);
    if (!state_narrow(state, keep_a ? a : b, state_signs(state, keep_a ? b : a)))
        return false;
    if (keep_a)
        replace_symbol(state, b.region, a);
    else
        replace_symbol(state, a.region, b);
    return true;
}

/* --- what was done --------------------------------------------------------------------------------------------------------- */

struct fact *state_add_fact(struct state *state, struct fact fact)
{
    if (state->fact_count >= STATE_FACTS)
        return NULL;
    state->facts = grow(state->arena, state->facts, state->fact_count, &state->fact_capacity, sizeof *state->facts);
    state->facts[state->fact_count] = fact;
    state->registrations += fact.kind == EFFECT_REGISTER;
    return &state->facts[state->fact_count++];
}

void state_drop_fact(struct state *state, uint32_t index)
{
    state->registrations -= state->facts[index].kind == EFFECT_REGISTER;
    memmove(state->facts + index, state->facts + index + 1, sizeof *state->facts * (state->fact_count - index - 1));
    state->fact_count--;
}

void state_add_ending(struct state *state, struct ending ending)
{
    struct ending *known = (struct ending *)state_ending_of(state, ending.element);
    if (known != NULL && known->is_handle && !ending.is_handle)
        *known = ending;
    if (ending.element == NULL || known != NULL || state->ending_count >= STATE_FACTS)
        return;
    state->endings = grow(state->arena, state->endings, state->ending_count, &state->ending_capacity, sizeof *state->endings);
    state->endings[state->ending_count++] = ending;
}

const struct ending *state_ending_of(const struct state *state, const struct region *element)
{
    for (uint32_t i = 0; i < state->ending_count; i++)
        if (state->endings[i].element == element)
            return &state->endings[i];
    return NULL;
}

void state_step(struct state *state, enum trace_kind kind, struct loc loc, const char *function, const char *text)
{
    struct trace *trace = arena_new_item(state->keep, struct trace);
    *trace = (struct trace){.before = state->trace, .kind = kind, .loc = loc, .function = function, .text = text};
    state->trace = trace;
}

static bool facts_same(const struct fact *a, const struct fact *b)
{
    return a->kind == b->kind && a->registry == b->registry && a->element == b->element && a->link == b->link &&
           a->maybe == b->maybe && a->is_doubted == b->is_doubted && a->cell == b->cell && loc_compare(&a->site, &b->site) == 0;
}

/* --- joining ---------------------------------------------------------------------------------------------------------------- */

static bool is_own_number(const struct cell *cell)
{
    return cell->value.kind == VALUE_INT && (cell->region->kind == REGION_LOCAL || cell->region->kind == REGION_PARAM);
}

uint64_t state_signature(const struct state *state)
{
    uint64_t hash = 1469598103934665603u;
#define MIX(x) (hash = (hash ^ (uint64_t)(x)) * 1099511628211u)
    for (uint32_t i = 0; i < state->cell_count; i++)
        if (is_own_number(&state->cells[i])) {
            MIX(state->cells[i].region->order);
            MIX(state->cells[i].value.number);
        }
    for (uint32_t i = 0; i < state->fact_count; i++)
        MIX(state->facts[i].kind * 65536u + state->facts[i].site.line * 4 + state->facts[i].maybe * 2 +
            state->facts[i].is_doubted);
    MIX(state->ending_count);
#undef MIX
    return hash;
}

bool state_can_join(const struct state *a, const struct state *b)
{
    if (a->fact_count != b->fact_count || a->ending_count != b->ending_count)
        return false;
    for (uint32_t i = 0; i < a->fact_count; i++)
        if (!facts_same(&a->facts[i], &b->facts[i]))
            return false;
    for (uint32_t i = 0; i < a->ending_count; i++)
        if (a->endings[i].element != b->endings[i].element)
            return false;
    uint32_t i = 0, k = 0;
    while (i < a->cell_count || k < b->cell_count) {
        while (i < a->cell_count && !is_own_number(&a->cells[i]))
            i++;
        while (k < b->cell_count && !is_own_number(&b->cells[k]))
            k++;
        if (i == a->cell_count || k == b->cell_count)
            return i == a->cell_count && k == b->cell_count;
        if (a->cells[i].region != b->cells[k].region || a->cells[i].value.number != b->cells[k].value.number)
            return false;
        i++, k++;
    }
    return true;
}

bool state_same(const struct state *a, const struct state *b)
{
    if (a->cell_count != b->cell_count || a->assumption_count != b->assumption_count || a->epoch != b->epoch)
        return false;
    for (uint32_t i = 0; i < a->cell_count; i++)
        if (a->cells[i].region != b->cells[i].region || !value_equal(a->cells[i].value, b->cells[i].value))
            return false;
    for (uint32_t i = 0; i < a->assumption_count; i++) {
        const struct assumption *other = assumption_about(b, a->assumptions[i].region);
        if (other == NULL || other->signs != a->assumptions[i].signs)
            return false;
    }
    return memcmp(a->visits, b->visits, sizeof a->visits) == 0;
}

static void push_cell(struct cell *cells, uint32_t *count, const struct region *region, struct value value)
{
    if (*count < STATE_CELLS)
        cells[(*count)++] = (struct cell){.region = region, .value = value};
}

static void join_cells(struct state *into, const struct state *other)
{
    struct cell *joined =
        arena_new_array(into->arena, struct cell, MIN(into->cell_count + other->cell_count, (uint32_t)STATE_CELLS));
    uint32_t count = 0, i = 0, k = 0;
    while (i < into->cell_count || k < other->cell_count) {
        const struct cell *a = i < into->cell_count ? &into->cells[i] : NULL;
        const struct cell *b = k < other->cell_count ? &other->cells[k] : NULL;
        if (a != NULL && b != NULL && a->region == b->region) {
            push_cell(joined, &count, a->region, value_equal(a->value, b->value) ? a->value : VALUE_NONE);
            i++, k++;
            continue;
        }
        const struct cell *only = b == NULL || (a != NULL && region_compare(a->region, b->region) < 0) ? a : b;
        bool is_initial = only->value.kind == VALUE_INIT && only->value.region == only->region;
        push_cell(joined, &count, only->region, is_initial ? only->value : VALUE_NONE);
        if (only == a)
            i++;
        else
            k++;
    }
    into->cells = joined;
    into->cell_count = count;
    into->cell_capacity = count;
}

void state_join(struct state *into, const struct state *other)
{
    join_cells(into, other);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < into->assumption_count; i++) {
        struct assumption both = into->assumptions[i];
        const struct assumption *theirs = assumption_about(other, both.region);
        both.signs = theirs != NULL ? both.signs | theirs->signs : SIGN_ANY;
        if (both.signs != SIGN_ANY)
            into->assumptions[kept++] = both;
    }
    into->assumption_count = kept;
    for (int i = 0; i < STATE_LOOPS; i++)
        into->visits[i] = MAX(into->visits[i], other->visits[i]);
    into->epoch = MAX(into->epoch, other->epoch);
}

static bool is_kept_temp(const struct cell *cell, const void *data)
{
    const bool *is_shared = data;
    return cell->region->root->kind != REGION_TEMP || is_shared[cell->region->root->index];
}

void state_forget_temps(struct state *state, const bool *is_shared)
{
    keep_cells(state, is_kept_temp, is_shared);
}

/* Fresh objects that something refers to: roots of regions, by open addressing. */
struct live {
    struct arena *arena;
    const struct region **slots;
    uint32_t capacity, count; /* capacity: a power of two, at most half full */
};

static const struct region **live_slot(const struct live *live, const struct region *root)
{
    uint32_t at = (uint32_t)region_mix(root->order, 0) & (live->capacity - 1);
    while (live->slots[at] != NULL && live->slots[at] != root)
        at = (at + 1) & (live->capacity - 1);
    return &live->slots[at];
}

static void live_add(struct live *live, const struct region *root)
{
    const struct region **slot = live_slot(live, root);
    if (*slot != NULL)
        return;
    *slot = root;
    if (++live->count * 2 <= live->capacity)
        return;
    struct live bigger = {.arena = live->arena, .capacity = live->capacity * 2, .count = live->count};
    bigger.slots = arena_new_array(live->arena, const struct region *, bigger.capacity);
    for (uint32_t i = 0; i < live->capacity; i++)
        if (live->slots[i] != NULL)
            *live_slot(&bigger, live->slots[i]) = live->slots[i];
    *live = bigger;
}

static void mark(struct live *live, const struct region *region)
{
    if (region == NULL)
        return;
    if (region->root->kind == REGION_FRESH)
        live_add(live, region->root);
    const struct operation *operation = region->root->operation;
    if (operation != NULL)
        mark(live, operation->left.region), mark(live, operation->right.region);
}

static bool is_live_region(const struct live *live, const struct region *region)
{
    if (region == NULL)
        return true;
    const struct operation *operation = region->root->operation;
    if (operation != NULL)
        return is_live_region(live, operation->left.region) && is_live_region(live, operation->right.region);
    return region->root->kind != REGION_FRESH || *live_slot(live, region->root) != NULL;
}

static bool is_live(const struct cell *cell, const void *live)
{
    return is_live_region(live, cell->region);
}

void state_collect(struct state *state)
{
    const struct region *few[LIVE_FEW] = {NULL};
    struct live live = {.arena = state->arena, .slots = few, .capacity = LIVE_FEW};
    for (uint32_t i = 0; i < state->fact_count; i++) {
        mark(&live, state->facts[i].registry);
        mark(&live, state->facts[i].element);
        mark(&live, state->facts[i].cell);
    }
    uint32_t before;
    do {
        before = live.count;
        for (uint32_t i = 0; i < state->cell_count; i++)
            if (is_live(&state->cells[i], &live))
                mark(&live, state->cells[i].value.region);
    } while (live.count != before);
    keep_cells(state, is_live, &live);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->assumption_count; i++)
        if (is_live_region(&live, state->assumptions[i].region))
            state->assumptions[kept++] = state->assumptions[i];
    state->assumption_count = kept;
}
