/* unremoved_registration.c: an object is put into a container that outlives it, and not taken out on every way out.
 *
 *     g_conns.push_back(c);
 *     if (!handshake(c)) { delete c; return; }      // [ended] c is freed, g_conns still has it
 *
 * The symbolic execution (flow/) has already found the exits at which a registration is in force and the element has come to its
 * end or the function fails: suspicions. This file decides which of them a maintainer would act on, looks for registries that
 * nothing in the program ever empties, and gives every registration seen a verdict with a reason.
 *
 * Not seen: containers filled through code outside the program; removal by a script or signal. */
#include "program/membership.h"
#include "rule/registration.h"

/* --- gathering ----------------------------------------------------------------------------------------------------------------
 */

static struct registry *registry_at(struct check *check, const char *key)
{
    struct registry *registry = g_hash_table_lookup(check->registries, key);
    if (registry == NULL) {
        registry = g_new0(struct registry, 1);
        *registry = (struct registry){.key = key, .registrations = g_ptr_array_new(), .removals = g_ptr_array_new()};
        g_hash_table_insert(check->registries, (gpointer)key, registry);
        g_ptr_array_add(check->in_order, registry);
    }
    return registry;
}

static void gather_event(struct check *check, const struct event *event)
{
    if (event->kind == EFFECT_ALLOC)
        return;
    if (event->kind == EFFECT_END) {
        g_hash_table_add(check->ended, (gpointer)event->record);
        return;
    }
    if (event->kind == EFFECT_REMOVE && event->link != NULL) {
        GPtrArray *list = g_hash_table_lookup(check->unlinked, event->link);
        if (list == NULL)
            g_hash_table_insert(check->unlinked, (gpointer)event->link, list = g_ptr_array_new());
        g_ptr_array_add(list, (gpointer)event);
    }
    if (event->key == NULL || event->is_again)
        return;
    if (event->counter != NULL && event->kind == EFFECT_REMOVE)
        g_hash_table_add((event->flags & EFFECT_BOUNDED) ? check->ring : check->counted_down, (gpointer)event->counter);
    if (event->counter != NULL && event->kind == EFFECT_REMOVE && (event->flags & EFFECT_BOUNDED))
        return;
    struct registry *registry = registry_at(check, event->key);
    g_ptr_array_add(event->kind == EFFECT_REGISTER ? registry->registrations : registry->removals, (gpointer)event);
}

static void gather(struct check *check)
{
    for (guint i = 0; i < check->program->nodes->len; i++) {
        const struct node *node = check->program->nodes->pdata[i];
        for (guint k = 0; k < node->events->len; k++)
            gather_event(check, node->events->pdata[k]);
    }
}

/* Removals that name only the element and its link: from whichever registry it was in. Asked for many times, with few links. */
static const GPtrArray *unlinkings_of(const struct check *check, GHashTable *known, const char *link)
{
    GPtrArray *removals = g_hash_table_lookup(known, link);
    if (removals != NULL)
        return removals;
    g_hash_table_insert(known, (gpointer)link, removals = g_ptr_array_new());
    GList *links = g_list_sort(g_hash_table_get_keys(check->unlinked), (GCompareFunc)strcmp);
    for (const GList *other = links; other != NULL; other = other->next)
        if (links_agree(check->program, link, other->data))
            g_ptr_array_extend(removals, g_hash_table_lookup(check->unlinked, other->data), NULL, NULL);
    g_list_free(links);
    return removals;
}

static void join_unlinkings(struct check *check)
{
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < check->in_order->len; i++) {
        struct registry *registry = check->in_order->pdata[i];
        for (guint k = 0; k < registry->registrations->len; k++) {
            const struct event *event = registry->registrations->pdata[k];
            const GPtrArray *removals = event->link != NULL ? unlinkings_of(check, known, event->link) : NULL;
            for (guint r = 0; removals != NULL && r < removals->len; r++)
                if (!g_ptr_array_find(registry->removals, removals->pdata[r], NULL))
                    g_ptr_array_add(registry->removals, removals->pdata[r]);
        }
    }
    g_hash_table_destroy(known);
}

/* --- findings from suspicions
 * ------------------------------------------------------------------------------------------------------ */

static const char *kind_of(enum suspicion_kind kind)
{
    switch (kind) {
    case SUSPICION_ENDED:
        return "ended";
    case SUSPICION_LOCAL:
    case SUSPICION_FAILURE:
    case SUSPICION_SKIPPED:
    case SUSPICION_THROW:
        return "exit";
    case SUSPICION_CTOR_THROW:
        return "ctor-throw";
    }
    return "exit";
}

/* What the function itself takes back at its end, somebody else takes out of the container, too: another entry may come back to
 * it. */
static bool has_other_remover(const struct check *check, const struct suspicion *suspicion)
{
    const char *key = registry_key(&check->program->flow, suspicion->registration.registry);
    const struct registry *registry = key != NULL ? g_hash_table_lookup(check->registries, key) : NULL;
    for (guint i = 0; registry != NULL && i < registry->removals->len; i++) {
        const struct event *removal = registry->removals->pdata[i];
        if (removal->node->function != suspicion->function)
            return true;
    }
    return registry == NULL;
}

/* Does anything ever take single entries out? Where entries only come, a failure's own need not go. */
static bool has_remover(const struct check *check, const struct suspicion *suspicion)
{
    const char *key = registry_key(&check->program->flow, suspicion->registration.registry);
    const struct registry *registry = key != NULL ? g_hash_table_lookup(check->registries, key) : NULL;
    for (guint i = 0; registry != NULL && i < registry->removals->len; i++)
        if (((const struct event *)registry->removals->pdata[i])->kind == EFFECT_REMOVE)
            return true;
    return registry == NULL;
}

static const struct suspicion *as_callers_know(const struct suspicion *suspicion)
{
    while (suspicion->told_by != NULL)
        suspicion = suspicion->told_by;
    return suspicion;
}

/* Is it ours to report, or did somebody make up for it? NULL: report; else why not. */
static const char *excuse(const struct check *check, const struct suspicion *suspicion)
{
    const struct suspicion *known = as_callers_know(suspicion);
    const struct node *node = program_node(check->program, suspicion->function->id);
    switch (suspicion->kind) {
    case SUSPICION_ENDED:
        return NULL;
    case SUSPICION_LOCAL:
        return known->is_made_up ? "a caller takes it out after the failure" : NULL;
    case SUSPICION_CTOR_THROW:
        return node->module->has_exceptions ? NULL : "compiled without exceptions";
    case SUSPICION_SKIPPED:
        return has_other_remover(check, suspicion) ? "another entry takes out of the container, too" : NULL;
    case SUSPICION_FAILURE:
    case SUSPICION_THROW:
        if (!suspicion->registration.is_resolved)
            return "the registry is known to its callers only";
        if (!has_remover(check, suspicion))
            return "nothing ever takes single entries out of it";
        if (known->is_made_up)
            return "a caller takes it out after the failure";
        if (known->callers == 0 && node->is_address_taken)
            return "it is called back; another entry may take it out";
        return NULL;
    }
    return NULL;
}

static const char *element_text(const struct fact *registration)
{
    return registration->element_name != NULL ? registration->element_name : "an object";
}

static const char *message_of(struct draft *draft, const struct suspicion *suspicion, const char *subject)
{
    const char *element = element_text(&suspicion->registration), *function = suspicion->function->display;
    switch (suspicion->kind) {
    case SUSPICION_ENDED:
        return draft_text(draft, "'%s' is still in '%s' after it ends at line %u", element, subject, suspicion->end.line);
    case SUSPICION_LOCAL:
        return draft_text(draft, "'%s' is a local of '%s' and still in '%s' when it returns at line %u", element, function,
                          subject, suspicion->exit.line);
    case SUSPICION_FAILURE:
        return draft_text(draft, "'%s' is still in '%s' when '%s' fails and returns at line %u", element, subject, function,
                          suspicion->exit.line);
    case SUSPICION_SKIPPED:
        return draft_text(draft, "'%s' is still in '%s' when '%s' returns at line %u", element, subject, function,
                          suspicion->exit.line);
    case SUSPICION_THROW:
        return draft_text(draft, "'%s' is still in '%s' when an exception leaves '%s' at line %u", element, subject, function,
                          suspicion->exit.line);
    case SUSPICION_CTOR_THROW:
        return draft_text(draft, "'%s' is still in '%s' when its constructor throws at line %u: no destructor will take it out",
                          element, subject, suspicion->exit.line);
    }
    return "";
}

/* Parts of one condition, `a && b || c`: the last of them tells where it leads. */
static bool is_same_branch(const struct trace *trace, const struct trace *next)
{
    return trace->kind == TRACE_BRANCH && next->kind == TRACE_BRANCH && trace->loc.line == next->loc.line &&
           g_strcmp0(trace->loc.file, next->loc.file) == 0;
}

static void add_trace(struct draft *draft, const struct suspicion *suspicion)
{
    GPtrArray *path = g_ptr_array_new();
    for (const struct trace *trace = suspicion->trace; trace != NULL; trace = trace->before) {
        g_ptr_array_add(path, (gpointer)trace);
        if (trace == suspicion->registration.trace)
            break;
    }
    bool is_own = loc_compare(&suspicion->registration.site, &suspicion->registration.here) == 0; /* else in a helper */
    bool has_registration = path->len > 0 && path->pdata[path->len - 1] == suspicion->registration.trace;
    if (!is_own && !has_registration)
        draft_step(draft, suspicion->registration.here, suspicion->function->display, "this call leads to the registration");
    if (!has_registration)
        draft_step(draft, suspicion->registration.site, is_own ? suspicion->function->display : NULL,
                   "'%s' is put into '%s' here", element_text(&suspicion->registration), suspicion->registration.registry_name);
    for (guint i = path->len; i-- > 0;) {
        const struct trace *trace = path->pdata[i];
        bool is_other = trace->kind == TRACE_REGISTER && trace != suspicion->registration.trace;
        if (!is_other && (i == 0 || !is_same_branch(trace, path->pdata[i - 1])))
            draft_step(draft, trace->loc, trace->function, "%s", trace->text);
    }
    g_ptr_array_unref(path);
    static const char *const exits[] = {[SUSPICION_ENDED] = "leaves here, still registered",
                                        [SUSPICION_LOCAL] = "the local's life ends here, still registered",
                                        [SUSPICION_FAILURE] = "fails here, still registered",
                                        [SUSPICION_SKIPPED] = "leaves here, still registered",
                                        [SUSPICION_THROW] = "the exception leaves the function, still registered",
                                        [SUSPICION_CTOR_THROW] = "the exception leaves the constructor, still registered"};
    draft_step(draft, suspicion->exit, suspicion->function->display, "%s", exits[suspicion->kind]);
}

static void add_removals(struct draft *draft, const struct registry *registry, const char *subject)
{
    if (registry == NULL || registry->removals->len == 0) {
        draft_evidence(draft, "nothing in the program takes anything out of '%s'", subject);
        return;
    }
    for (guint i = 0; i < registry->removals->len && i < 2; i++) {
        const struct event *removal = registry->removals->pdata[i];
        draft_step(draft, removal->site, removal->node->function->display, "'%s' is emptied elsewhere: here (%s)", subject,
                   removal->via != NULL ? removal->via : "removal");
    }
    draft_evidence(draft, "%u place%s in the program take%s entries out of '%s', none on this path", registry->removals->len,
                   registry->removals->len == 1 ? "" : "s", registry->removals->len == 1 ? "s" : "", subject);
}

char *registration_site(struct loc loc)
{
    return g_strdup_printf("%s:%u:%u", loc.file, loc.line, loc.column);
}

/* The program ends such objects itself somewhere: what fails here may well be cleaned up there, by another entry. */
static bool has_end_elsewhere(const struct check *check, const struct fact *registration)
{
    if (registration->element != NULL && registration->element->root->kind == REGION_FRESH)
        return false; /* this function made it: nobody else knows it yet */
    const char *dot = registration->link != NULL ? strrchr(registration->link, '.') : NULL;
    char *record =
        dot != NULL ? g_strndup(registration->link, (gsize)(dot - registration->link)) : g_strdup(registration->record);
    bool ends = record != NULL && g_hash_table_contains(check->ended, record);
    g_free(record);
    return ends;
}

static enum confidence confidence_of(const struct check *check, const struct suspicion *suspicion)
{
    if (suspicion->registration.flags & EFFECT_BY_NAME)
        return CONFIDENCE_LOW;
    bool is_once = program_runs_once(check->program, program_node(check->program, suspicion->function->id));
    switch (suspicion->kind) {
    case SUSPICION_ENDED:
        return CONFIDENCE_HIGH;
    case SUSPICION_CTOR_THROW: /* an entry that owns is no dangling one */
        return (suspicion->registration.flags & EFFECT_OWNS) != 0 ? CONFIDENCE_LOW : CONFIDENCE_HIGH;
    case SUSPICION_LOCAL: /* the process, too, is nearly over */
        return is_once ? CONFIDENCE_LOW : CONFIDENCE_HIGH;
    case SUSPICION_SKIPPED:
        return is_once ? CONFIDENCE_LOW : CONFIDENCE_MEDIUM;
    case SUSPICION_THROW: /* most exceptions go on to where all ends, and what stays in is as it ever was */
        if (!suspicion->is_owed)
            return CONFIDENCE_LOW;
        return is_once || has_end_elsewhere(check, &suspicion->registration) ? CONFIDENCE_LOW : CONFIDENCE_MEDIUM;
    case SUSPICION_FAILURE:
        return is_once || has_end_elsewhere(check, &suspicion->registration) ? CONFIDENCE_LOW : CONFIDENCE_MEDIUM;
    }
    return CONFIDENCE_LOW;
}

static void report(struct check *check, const struct suspicion *suspicion)
{
    const struct fact *registration = &suspicion->registration;
    const char *key = registry_key(&check->program->flow, registration->registry);
    const char *subject = key != NULL                           ? registry_subject(check->program, key)
                          : registration->registry_name != NULL ? registration->registry_name
                                                                : "a list";
    enum confidence confidence = confidence_of(check, suspicion);
    struct draft draft =
        draft_new(check->results, "unremoved-registration", kind_of(suspicion->kind), confidence, registration->here);
    struct finding *finding = draft.finding;
    finding->message = message_of(&draft, suspicion, subject);
    finding->function = results_copy(check->results, suspicion->function->display);
    finding->subject = results_copy(check->results, subject);
    finding->container = results_copy(check->results, key);
    finding->context = draft_text(&draft, "%s %s", registration->via, element_text(registration));
    add_trace(&draft, suspicion);
    add_removals(&draft, key != NULL ? g_hash_table_lookup(check->registries, key) : NULL, subject);
    finding->fix = draft_text(&draft, "take '%s' out of '%s' before this exit, or register it after the last step that can fail",
                              element_text(registration), subject);
    if (draft_report(&draft, check->program)) {
        g_hash_table_insert(check->reported, registration_site(registration->site), (gpointer)finding->kind);
        g_hash_table_insert(check->reported, registration_site(registration->here), (gpointer)finding->kind);
    }
}

static int by_importance(gconstpointer a, gconstpointer b)
{
    const struct suspicion *const *x = a, *const *y = b;
    int sites = loc_compare(&(*x)->registration.here, &(*y)->registration.here);
    if (sites != 0)
        return sites;
    if ((*x)->kind != (*y)->kind)
        return (*x)->kind < (*y)->kind ? -1 : 1;
    int exits = loc_compare(&(*x)->exit, &(*y)->exit);
    return exits != 0 ? exits : strcmp((*x)->function->id, (*y)->function->id);
}

/* One finding a registration: the most certain kind, its first exit. */
static void report_suspicions(struct check *check)
{
    GPtrArray *suspicions = g_ptr_array_copy(check->program->suspicions, NULL, NULL);
    g_ptr_array_sort(suspicions, by_importance);
    for (guint i = 0; i < suspicions->len; i++) {
        const struct suspicion *suspicion = suspicions->pdata[i];
        char *place = registration_site(suspicion->registration.here);
        if (!g_hash_table_contains(check->reported, place) && excuse(check, suspicion) == NULL)
            report(check, suspicion);
        g_free(place);
    }
    g_ptr_array_unref(suspicions);
}

/* --- never
 * ------------------------------------------------------------------------------------------------------------------------- */

static bool is_in_loop(const struct node *node, const struct event *event)
{
    for (guint i = 0; i < node->loop_instrs->len; i++) {
        const struct instr *instr = node->loop_instrs->pdata[i];
        if (loc_compare(&instr->loc, &event->site) == 0)
            return true;
    }
    return false;
}

static bool is_counted_down(const struct check *check, const struct registry *registry)
{
    for (guint i = 0; i < registry->registrations->len; i++) {
        const struct event *event = registry->registrations->pdata[i];
        if (event->counter != NULL && g_hash_table_contains(check->counted_down, event->counter))
            return true;
    }
    return false;
}

/* NULL: nothing ever takes it out, and it happens again and again; else what keeps it quiet. */
static const char *why_not_never(const struct check *check, const struct registry *registry, const struct event *event)
{
    if (registry->removals->len > 0)
        return "something takes entries out";
    if (event->counter != NULL && g_hash_table_contains(check->ring, event->counter))
        return "its index wraps around: old entries are overwritten";
    if (is_counted_down(check, registry))
        return "its counter is counted down elsewhere";
    if (event->flags & (EFFECT_WEAK | EFFECT_BOUNDED | EFFECT_ONCE | EFFECT_UNTIL_FALSE))
        return "the container forgets entries by itself";
    if (!event->is_object)
        return "the entry is a plain value";
    if (!homes_is_program_wide(check->homes, registry->key))
        return "the container is a member of an object that may itself end";
    if (event->via != NULL && strcmp(event->via, "[] =") == 0 && event->counter == NULL && (event->flags & EFFECT_REPLACES))
        return "a fixed slot is overwritten";
    if (!event->node->repeats && !is_in_loop(event->node, event))
        return "it is not seen to happen again and again";
    return NULL;
}

static void report_never(struct check *check, const struct registry *registry, const struct event *event)
{
    bool ends = event->record != NULL && g_hash_table_contains(check->ended, event->record);
    const char *subject = registry_subject(check->program, registry->key);
    bool is_seen_to_repeat = event->node->is_in_event_loop || is_in_loop(event->node, event);
    bool is_slot = event->via != NULL && strcmp(event->via, "[] =") == 0; /* overwritten, perhaps */
    bool is_plain = ends && is_seen_to_repeat && !event->is_handmade && !is_slot && !(event->flags & EFFECT_BY_NAME) &&
                    !is_interned(registry, event);
    struct draft draft =
        draft_new(check->results, "unremoved-registration", "never", is_plain ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW, event->site);
    struct finding *finding = draft.finding;
    const char *element = event->element != NULL ? event->element : "an object";
    finding->message =
        draft_text(&draft, "'%s' is put into '%s', and nothing in the program ever takes it out", element, subject);
    finding->function = results_copy(check->results, event->node->function->display);
    finding->subject = results_copy(check->results, subject);
    finding->container = results_copy(check->results, registry->key);
    finding->context = draft_text(&draft, "%s %s", event->via, element);
    draft_step(&draft, event->site, event->node->function->display, "'%s' is put into '%s' here, again and again", element,
               subject);
    draft_evidence(&draft, "'%s' runs for every event", event->node->function->display);
    draft_evidence(&draft, "no removal, clearing or replacement of '%s' in the whole program", subject);
    finding->fix = draft_text(
        &draft, "take '%s' out of '%s' when it ends; if it is meant to stay for ever, say so: linger:immortal", element, subject);
    if (draft_report(&draft, check->program))
        g_hash_table_insert(check->reported, registration_site(event->site), (gpointer) "never");
}

/* --- verdicts
 * ------------------------------------------------------------------------------------------------------------------------ */

static const char *quiet_reason(struct check *check, const struct registry *registry, const struct event *event)
{
    if (registry->removals->len > 0) {
        const struct event *removal = registry->removals->pdata[0];
        char *text = g_strdup_printf("taken out by '%s' at %s:%u%s", removal->node->function->display, removal->site.file,
                                     removal->site.line, registry->removals->len > 1 ? " and elsewhere" : "");
        const char *copy = results_copy(check->results, text);
        g_free(text);
        return copy;
    }
    return why_not_never(check, registry, event);
}

static void judge(struct check *check, const struct registry *registry, const struct event *event)
{
    char *site = registration_site(event->site);
    const char *kind = g_hash_table_lookup(check->reported, site);
    if (kind == NULL && why_not_never(check, registry, event) == NULL) {
        report_never(check, registry, event);
        kind = g_hash_table_lookup(check->reported, site);
    }
    g_free(site);
    struct registration_row *row = arena_new_item(check->results->arena, struct registration_row);
    *row = (struct registration_row){.registry = results_copy(check->results, registry_subject(check->program, registry->key)),
                                     .element = results_copy(check->results, event->element),
                                     .via = results_copy(check->results, event->via),
                                     .loc = results_copy_loc(check->results, event->site),
                                     .function = results_copy(check->results, event->node->function->display)};
    row->verdict = kind != NULL ? "reported" : "quiet";
    row->reason = kind != NULL ? kind : quiet_reason(check, registry, event);
    if (row->reason == NULL)
        row->verdict = "quiet", row->reason = "in code that is not the project's own";
    g_ptr_array_add(check->results->registrations, row);
}

static void list_removal(struct check *check, const struct registry *registry, const struct event *event)
{
    struct removal_row *row = arena_new_item(check->results->arena, struct removal_row);
    *row = (struct removal_row){.registry = results_copy(check->results, registry_subject(check->program, registry->key)),
                                .element = results_copy(check->results, event->element),
                                .via = results_copy(check->results, event->via),
                                .loc = results_copy_loc(check->results, event->site),
                                .function = results_copy(check->results, event->node->function->display)};
    g_ptr_array_add(check->results->removals, row);
}

static void registry_free(gpointer data)
{
    struct registry *registry = data;
    g_ptr_array_unref(registry->registrations);
    g_ptr_array_unref(registry->removals);
    g_free(registry);
}

static void check_program(const struct program *program, struct results *results)
{
    struct check check = {.program = program, .results = results, .in_order = g_ptr_array_new()};
    check.registries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, registry_free);
    check.counted_down = g_hash_table_new(g_str_hash, g_str_equal);
    check.ended = g_hash_table_new(g_str_hash, g_str_equal);
    check.reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check.unlinked = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    check.homes = homes_new(program);
    check.ring = g_hash_table_new(g_str_hash, g_str_equal);
    gather(&check);
    join_unlinkings(&check);
    report_suspicions(&check);
    owner_end_report(&check);
    for (guint i = 0; i < check.in_order->len; i++) {
        const struct registry *registry = check.in_order->pdata[i];
        for (guint k = 0; k < registry->registrations->len; k++)
            judge(&check, registry, registry->registrations->pdata[k]);
        for (guint k = 0; k < registry->removals->len; k++)
            list_removal(&check, registry, registry->removals->pdata[k]);
    }
    g_ptr_array_unref(check.in_order);
    homes_free(check.homes);
    g_hash_table_destroy(check.ring);
    g_hash_table_destroy(check.unlinked);
    g_hash_table_destroy(check.counted_down);
    g_hash_table_destroy(check.ended);
    g_hash_table_destroy(check.reported);
    g_hash_table_destroy(check.registries);
}

static const char *const kinds[] = {"ended", "exit", "ctor-throw", "owner-end", "undrained", "lost-handle", "never", NULL};

const struct rule rule_unremoved_registration = {
    .id = "unremoved-registration",
    .brief = "an object is put into a longer-lived container and not taken out on every way out",
    .kinds = kinds,
    .check = check_program,
};
