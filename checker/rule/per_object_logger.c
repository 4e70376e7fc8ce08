/* per_object_logger.c: a logger is named after an object, and the library keeps it when the object is gone.
 *
 *     Session::Session(int fd) : log_(spdlog::stdout_color_mt("session-" + std::to_string(fd))) {}
 *     Session::~Session() {}                              // nobody calls spdlog::drop()
 *
 * Three questions for every call that makes or fetches a registered logger: is its name new each time (program/names.h)? Does the
 * call happen again and again? Does anything drop the logger whenever the object ends (logger_drop.c)? Each such call gets a
 * verdict with a reason. Where an answer is missing the rule is silent.
 *
 * Not seen: names read from containers; drops by scripts or by code outside the program. */
#include "rule/logger.h"

static bool is_interned(const struct logger_creation *creation)
{
    return (creation->use.effect->flags & EFFECT_INTERNED) != 0;
}

static const char *registry_name(struct draft *draft, const struct logger_creation *creation)
{
    if (creation->use.effect->flags & EFFECT_INTERNED)
        return draft_text(draft, "the table behind '%s'", creation->use.model->name);
    return draft_text(draft, "%s's registry", creation->use.model->library);
}

/* --- quiet --------------------------------------------------------------------------------------------------------------- */

static bool is_static_slot(const struct logger_check *check, const struct logger_creation *creation)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, creation->cells);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *cell = key;
        const struct variable *variable = cell[0] == 'V' ? g_hash_table_lookup(check->program->variables, cell + 2) : NULL;
        if (variable != NULL && variable->storage == STORAGE_LOCAL_STATIC)
            return true;
    }
    return false;
}

/* NULL: go on; else why it stays quiet. */
static const char *why_quiet(const struct logger_check *check, const struct logger_creation *creation)
{
    if (creation->name_operand.kind == OPERAND_NONE)
        return "its name is not written where it can be seen";
    if (creation->name.verdict == NAME_FINITE)
        return creation->name.reason;
    if (creation->name.verdict == NAME_UNKNOWN)
        return creation->name.reason;
    bool is_factory = strcmp(creation->use.model->library, "spdlog") == 0 && creation->use.effect->key.kind != SLOT_NONE;
    if (check->is_registration_off && is_factory)
        return "spdlog::set_automatic_registration(false) keeps it out of the registry";
    if (is_static_slot(check, creation))
        return "it is made once, for a static variable";
    if (names_again(check->names, creation->use.node, creation->use.instr) == AGAIN_NO)
        return "it is not seen to happen again and again";
    return NULL;
}

/* --- finding ------------------------------------------------------------------------------------------------------------- */

static const char *owner_text(struct draft *draft, const struct logger_check *check, const struct node *node)
{
    const struct record *record = NULL;
    const struct function *function = node->function;
    if (function->flags & (FUNCTION_CONSTRUCTOR | FUNCTION_METHOD))
        record = function->record != NULL ? g_hash_table_lookup(check->program->records, function->record) : NULL;
    if ((function->flags & FUNCTION_CONSTRUCTOR) && record != NULL && record->name != NULL)
        return draft_text(draft, "every '%s'", record->name);
    return draft_text(draft, "every call of '%s'", function->display);
}

static const char *ending_text(struct draft *draft, const struct logger_creation *creation, const struct drop_answer *drop)
{
    switch (drop->state) {
    case DROP_MISSED:
        return draft_text(draft, "not dropped from %s on every path", registry_name(draft, creation));
    case DROP_UNCALLED:
        return draft_text(draft, "never dropped from %s: nobody calls '%s'", registry_name(draft, creation),
                          drop->drop->node->function->display);
    case DROP_NONE:
    case DROP_PERHAPS:
    case DROP_COMPLETE:
        break;
    }
    return draft_text(draft, "never dropped from %s", registry_name(draft, creation));
}

static enum confidence confidence_of(const struct logger_check *check, const struct logger_creation *creation,
                                     const struct name_origin *origin, const struct drop_answer *drop)
{
    if (is_interned(creation))
        return CONFIDENCE_LOW;
    if (names_again(check->names, creation->use.node, creation->use.instr) != AGAIN_YES)
        return CONFIDENCE_LOW;
    if (origin->strength == NAME_FRESH && drop->state == DROP_NONE)
        return CONFIDENCE_HIGH;
    return CONFIDENCE_MEDIUM;
}

static void add_steps(struct draft *draft, const struct logger_check *check, const struct logger_creation *creation,
                      const struct name_origin *origin)
{
    for (const struct name_hop *hop = origin->hops; hop != NULL; hop = hop->next)
        draft_step(draft, hop->loc, hop->function, "%s", hop->text);
    const struct node *node = creation->use.node;
    draft_step(draft, creation->use.instr->loc, node->function->display, "%s keeps it under this name: '%s'",
               registry_name(draft, creation), creation->use.instr->call->name);
    if (names_again(check->names, node, creation->use.instr) == AGAIN_YES)
        draft_evidence(draft, "%s", names_again_reason(check->names, node, creation->use.instr));
    else
        draft_evidence(draft, "nobody in the program calls '%s'; how often it runs is a guess", node->function->display);
}

static void add_drop(struct draft *draft, const struct logger_creation *creation, const struct drop_answer *drop)
{
    if (drop->drop == NULL) {
        draft_evidence(draft, "nothing in the program drops it from %s", registry_name(draft, creation));
        return;
    }
    draft_step(draft, drop->drop->instr->loc, drop->drop->node->function->display, "it is dropped here");
    if (drop->missed_in != NULL)
        draft_step(draft, drop->missed_at, drop->missed_in->function->display, "%s", drop->missed_how);
}

static void add_handlers(struct draft *draft, const struct logger_check *check, const struct logger_creation *creation)
{
    for (guint i = 0; i < check->attaches->len; i++) {
        const struct logger_use *attach = &g_array_index(check->attaches, struct logger_use, i);
        struct operand in = names_slot(attach->instr, &attach->effect->in);
        const char *cell = in.place != NULL ? names_cell(check->names, attach->node, in.place) : NULL;
        if (cell != NULL && g_hash_table_contains(creation->cells, cell))
            draft_step(draft, attach->instr->loc, attach->node->function->display,
                       "it keeps this handler with what the handler has open");
    }
}

/* Where the name is made; of a logger that is made first and registered later: where it is registered. */
static struct loc place_of(const struct logger_creation *creation, const struct name_origin *origin)
{
    return origin->minted_at == creation->name_instr ? creation->use.instr->loc : origin->minted_at->loc;
}

static struct finding *start(struct draft *draft, struct logger_check *check, const struct logger_creation *creation,
                             const struct name_origin *origin)
{
    struct finding *finding = draft->finding;
    finding->function = results_copy(check->results, origin->minted_in->function->display);
    finding->subject = draft_text(draft, "%s %s", creation->use.model->library, origin->what);
    finding->context = draft_text(draft, "%s", creation->use.instr->call->name);
    return finding;
}

static const char *thing(const struct logger_creation *creation)
{
    return is_interned(creation) ? "name" : "logger";
}

static bool report_unique(struct logger_check *check, const struct logger_creation *creation, const struct name_origin *origin,
                          const struct drop_answer *drop)
{
    struct draft draft = draft_new(check->results, "per-object-logger", is_interned(creation) ? "interned-name" : "unique-name",
                                   confidence_of(check, creation, origin, drop), place_of(creation, origin));
    struct finding *finding = start(&draft, check, creation, origin);
    finding->message = draft_text(&draft, "a %s made from %s is registered for %s and %s", thing(creation), origin->what,
                                  owner_text(&draft, check, origin->minted_in), ending_text(&draft, creation, drop));
    add_steps(&draft, check, creation, origin);
    add_handlers(&draft, check, creation);
    add_drop(&draft, creation, drop);
    finding->fix = creation->use.model->fix != NULL ? results_copy(check->results, creation->use.model->fix)
                                                    : "use a constant name and put the id into the message";
    return draft_report(&draft, check->program);
}

static bool report_rest(struct logger_check *check, const struct logger_creation *creation, const struct name_origin *origin,
                        const struct drop_answer *drop, const struct logger_rest *rest)
{
    enum confidence confidence = confidence_of(check, creation, origin, drop);
    struct draft draft = draft_new(check->results, "per-object-logger", "incomplete-drop", MIN(confidence, CONFIDENCE_MEDIUM),
                                   place_of(creation, origin));
    struct finding *finding = start(&draft, check, creation, origin);
    finding->message = draft_text(&draft, "the logger made from %s for %s is dropped, but %s", origin->what,
                                  owner_text(&draft, check, origin->minted_in), rest->what);
    add_steps(&draft, check, creation, origin);
    draft_step(&draft, rest->loc, rest->node->function->display, "%s", rest->what);
    add_drop(&draft, creation, drop);
    draft_evidence(&draft, "%s", rest->why);
    finding->fix = results_copy(check->results, rest->fix);
    return draft_report(&draft, check->program);
}

/* --- verdicts ------------------------------------------------------------------------------------------------------------ */

static void add_row(struct logger_check *check, const struct logger_creation *creation, const char *verdict, const char *reason)
{
    struct registration_row *row = arena_new_item(check->results->arena, struct registration_row);
    const struct operand *name = &creation->name_operand;
    const char *label = name->kind == OPERAND_STRING ? name->text
                        : name->place != NULL        ? names_label(check->names, creation->name_node, name->place)
                                                     : NULL;
    const char *registry = creation->use.model->library;
    *row = (struct registration_row){.registry = results_copy(check->results, registry),
                                     .element = results_copy(check->results, label != NULL ? label : "a name"),
                                     .via = results_copy(check->results, creation->use.instr->call->name),
                                     .loc = results_copy_loc(check->results, creation->use.instr->loc),
                                     .function = results_copy(check->results, creation->use.node->function->display),
                                     .verdict = verdict,
                                     .reason = results_copy(check->results, reason)};
    g_ptr_array_add(check->results->registrations, row);
}

static const char *drop_reason(struct logger_check *check, const struct drop_answer *drop)
{
    if (drop->drop == NULL)
        return "something drops loggers; whether this one cannot be told";
    return intern_printf(check->program->strings, "dropped by '%s' at %s:%u", drop->drop->node->function->display,
                         drop->drop->instr->loc.file, drop->drop->instr->loc.line);
}

/* The best origin for each place that mints the name. */
static bool is_best(const struct logger_creation *creation, const struct name_origin *origin)
{
    for (guint i = 0; i < creation->name.origins->len; i++) {
        const struct name_origin *other = creation->name.origins->pdata[i];
        if (other != origin && other->minted_at == origin->minted_at && other->strength < origin->strength)
            return false;
    }
    return true;
}

static bool report_all(struct logger_check *check, const struct logger_creation *creation, const struct drop_answer *drop,
                       const struct logger_rest *rest)
{
    bool is_reported = false;
    for (guint i = 0; i < creation->name.origins->len; i++) {
        const struct name_origin *origin = creation->name.origins->pdata[i];
        if (!is_best(creation, origin))
            continue;
        is_reported |=
            rest != NULL ? report_rest(check, creation, origin, drop, rest) : report_unique(check, creation, origin, drop);
    }
    return is_reported;
}

static void judge(struct logger_check *check, const struct logger_creation *creation)
{
    const char *quiet = why_quiet(check, creation);
    if (quiet != NULL) {
        add_row(check, creation, creation->name.verdict == NAME_UNKNOWN ? "unknown" : "quiet", quiet);
        return;
    }
    struct drop_answer drop = logger_find_drop(check, creation);
    struct logger_rest rest = {0};
    bool is_dropped = drop.state == DROP_COMPLETE || drop.state == DROP_PERHAPS;
    bool has_rest = drop.state == DROP_COMPLETE && logger_find_rest(check, creation, &drop, &rest);
    if (is_dropped && !has_rest)
        add_row(check, creation, drop.state == DROP_PERHAPS ? "unknown" : "quiet", drop_reason(check, &drop));
    else if (report_all(check, creation, &drop, has_rest ? &rest : NULL))
        add_row(check, creation, "reported",
                has_rest                ? "incomplete-drop"
                : is_interned(creation) ? "interned-name"
                                        : "unique-name");
    else
        add_row(check, creation, "quiet", "in code that is not the project's own");
}

static bool has_loggers(const struct program *program)
{
    for (guint n = 0; n < program->nodes->len; n++) {
        const struct function *function = ((struct node *)program->nodes->pdata[n])->function;
        for (uint32_t b = 0; b < function->block_count; b++)
            for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
                const struct instr *instr = &function->blocks[b].instrs[i];
                const struct model *model = instr->op == OP_CALL ? program_model((struct program *)program, instr) : NULL;
                for (uint32_t k = 0; model != NULL && k < model->effect_count; k++)
                    if (model->effects[k].kind == EFFECT_LOGGER || model->effects[k].kind == EFFECT_ATTACH)
                        return true;
            }
    }
    return false;
}

static void check_program(const struct program *program, struct results *results)
{
    if (!has_loggers(program))
        return;
    struct logger_check check = {.program = program, .results = results};
    check.names = names_new((struct program *)program);
    check.creations = g_ptr_array_new();
    check.drops = g_array_new(FALSE, FALSE, sizeof(struct logger_use));
    check.attaches = g_array_new(FALSE, FALSE, sizeof(struct logger_use));
    check.detaches = g_array_new(FALSE, FALSE, sizeof(struct logger_use));
    logger_gather(&check);
    for (guint i = 0; i < check.creations->len; i++)
        judge(&check, check.creations->pdata[i]);
    logger_check_handlers(&check);
    logger_release(&check);
    names_free(check.names);
}

static const char *const kinds[] = {"unique-name", "incomplete-drop", "handler", "interned-name", NULL};

const struct rule rule_per_object_logger = {
    .id = "per-object-logger",
    .brief = "a logger, or a handler of one, is made for every object and never dropped",
    .kinds = kinds,
    .check = check_program,
};
