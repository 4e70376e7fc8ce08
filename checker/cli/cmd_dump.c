/* cmd_dump.c: every stage can be printed, in the very text the golden tests use. */
#include "cli/analysis.h"

struct options {
    struct place_options place;
    struct unit_options units;
    const char *function;
    bool dot;
};

static const struct option options[] = {
    {.name = "function",
     .kind = OPTION_TEXT,
     .value = "NAME",
     .offset = offsetof(struct options, function),
     .help = "only this function (its name as in findings: Server::accept)"},
    {.name = "dot",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, dot),
     .help = "cfg, ownership: as a graph for Graphviz"},
    UNIT_OPTIONS(struct options, units),
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static const struct module *module_at(const struct pipeline *pipeline, guint i)
{
    return pipeline->index->modules->pdata[i];
}

/* --- stages up to the IR --------------------------------------------------------------------------------------------- */

/* As lines for a shell, so that another tool can be given exactly what libclang is given. */
static bool dump_units(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)given, (void)err;
    for (guint i = 0; i < pipeline->project->units->len; i++) {
        const struct unit *unit = pipeline->project->units->pdata[i];
        if (!unit->is_selected)
            continue;
        char *directory = g_shell_quote(unit->directory), *path = g_shell_quote(unit->path);
        g_string_append_printf(out, "cd %s && clang", directory);
        for (const char *const *argument = unit->arguments; *argument != NULL; argument++) {
            char *quoted = g_shell_quote(*argument);
            g_string_append_printf(out, " %s", quoted);
            g_free(quoted);
        }
        g_string_append_printf(out, " %s\n", path);
        g_free(path);
        g_free(directory);
    }
    return true;
}

static bool dump_cursors(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)given;
    for (guint i = 0; i < pipeline->project->units->len; i++) {
        const struct unit *unit = pipeline->project->units->pdata[i];
        struct frontend_input input = {.path = unit->path,
                                       .directory = unit->directory,
                                       .arguments = unit->arguments,
                                       .root = pipeline->project->root,
                                       .target = unit->target};
        if (unit->is_selected && !frontend_dump_cursors(&input, out, err))
            return false;
    }
    return true;
}

static bool dump_ir(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)err;
    for (guint i = 0; i < pipeline->index->modules->len; i++)
        ir_print_module(out, module_at(pipeline, i), given->function);
    return true;
}

static bool dump_cfg(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)err;
    for (guint i = 0; i < pipeline->index->modules->len; i++) {
        const struct module *module = module_at(pipeline, i);
        for (uint32_t k = 0; k < module->function_count; k++) {
            const struct function *function = &module->functions[k];
            if (given->function != NULL && g_strcmp0(given->function, function->display) != 0)
                continue;
            cfg_prepare(&module->functions[k], module->arena);
            if (given->dot)
                ir_print_cfg_dot(out, function);
            else
                ir_print_function(out, function);
        }
    }
    return true;
}

struct tally {
    const char *cursor;
    uint64_t count;
    struct loc first;
};

static int compare_tallies(const void *a, const void *b)
{
    const struct tally *left = a, *right = b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->cursor, right->cursor);
}

static uint64_t tally_units(const struct pipeline *pipeline, GArray *tallies)
{
    uint64_t visited = 0;
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal); /* cursor -> 1 + position */
    for (guint i = 0; i < pipeline->index->modules->len; i++) {
        const struct module *module = module_at(pipeline, i);
        visited += module->cursors_visited;
        for (uint32_t k = 0; k < module->unlowered_count; k++) {
            const struct unlowered *unlowered = &module->unlowered[k];
            guint row = GPOINTER_TO_UINT(g_hash_table_lookup(rows, unlowered->cursor));
            if (row == 0) {
                struct tally fresh = {.cursor = unlowered->cursor, .first = unlowered->first};
                g_array_append_val(tallies, fresh);
                row = tallies->len;
                g_hash_table_insert(rows, (gpointer)unlowered->cursor, GUINT_TO_POINTER(row));
            }
            g_array_index(tallies, struct tally, row - 1).count += unlowered->count;
        }
    }
    g_hash_table_unref(rows);
    return visited;
}

/* The work list: what lowering does not understand yet, as shares of all cursors visited. */
static bool dump_unlowered(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)given, (void)err;
    GArray *tallies = g_array_new(FALSE, FALSE, sizeof(struct tally));
    uint64_t visited = tally_units(pipeline, tallies), total = 0;
    g_array_sort(tallies, compare_tallies);
    for (guint i = 0; i < tallies->len; i++) {
        const struct tally *tally = &g_array_index(tallies, struct tally, i);
        total += tally->count;
        g_string_append_printf(out, "%8" PRIu64 "  %7.4f %%  %-32s first at %s:%u:%u\n", tally->count,
                               100.0 * (double)tally->count / (double)MAX(visited, 1u), tally->cursor,
                               tally->first.file != NULL ? tally->first.file : "?", tally->first.line, tally->first.column);
    }
    g_string_append_printf(out, "%8" PRIu64 "  %7.4f %%  of %" PRIu64 " cursors visited in %u units\n", total,
                           100.0 * (double)total / (double)MAX(visited, 1u), visited, pipeline->index->modules->len);
    g_array_unref(tallies);
    return true;
}

/* --- the whole program ----------------------------------------------------------------------------------------------- */

static bool dump_summary(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)err;
    program_print_summaries(out, pipeline->program, given->function);
    return true;
}

static bool dump_program(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)given, (void)err;
    program_print(out, pipeline->program);
    return true;
}

static bool dump_calls(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)err;
    program_print_calls(out, pipeline->program, given->function);
    return true;
}

static const char *loc_text(const struct loc *loc)
{
    return loc->file != NULL ? loc->file : "?";
}

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static bool is_wanted(const struct options *given, const char *function)
{
    return given->function == NULL || g_strcmp0(given->function, function) == 0;
}

static bool dump_facts(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)err;
    const struct results *results = pipeline->results;
    for (guint i = 0; i < results->registrations->len; i++) {
        const struct registration_row *row = results->registrations->pdata[i];
        if (is_wanted(given, row->function))
            g_string_append_printf(out, "%s:%u:%u: registers '%s' in '%s' via %s in '%s': %s: %s\n", loc_text(&row->loc),
                                   row->loc.line, row->loc.column, or_dash(row->element), or_dash(row->registry),
                                   or_dash(row->via), or_dash(row->function), or_dash(row->verdict), or_dash(row->reason));
    }
    for (guint i = 0; i < results->removals->len; i++) {
        const struct removal_row *row = results->removals->pdata[i];
        if (is_wanted(given, row->function))
            g_string_append_printf(out, "%s:%u:%u: removes '%s' from '%s' via %s in '%s'\n", loc_text(&row->loc), row->loc.line,
                                   row->loc.column, or_dash(row->element), or_dash(row->registry), or_dash(row->via),
                                   or_dash(row->function));
    }
    return true;
}

static void append_dot_name(GString *out, const char *name)
{
    g_string_append_c(out, '"');
    for (const char *c = or_dash(name); *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
}

/* "Session.on_close_" holds "lambda at a.cc:3": an edge between the two objects, labelled with the field. */
static void append_dot_edge(GString *out, const struct hold_row *row)
{
    const char *dot = strrchr(row->holder, '.');
    g_autofree char *from = dot != NULL ? g_strndup(row->holder, (gsize)(dot - row->holder)) : g_strdup(row->holder);
    g_autofree char *label = g_strdup_printf("%s: %s", dot != NULL ? dot + 1 : "", or_dash(row->how));
    g_string_append(out, "    ");
    append_dot_name(out, from);
    g_string_append(out, " -> ");
    append_dot_name(out, or_dash(row->held));
    g_string_append(out, " [label=");
    append_dot_name(out, label);
    g_string_append(out, "];\n");
}

static bool dump_ownership(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err)
{
    (void)err;
    if (given->dot)
        g_string_append(out, "digraph ownership {\n");
    for (guint i = 0; i < pipeline->results->holds->len; i++) {
        const struct hold_row *row = pipeline->results->holds->pdata[i];
        if (given->dot)
            append_dot_edge(out, row);
        else
            g_string_append_printf(out, "%s:%u:%u: '%s' holds '%s' by %s\n", loc_text(&row->loc), row->loc.line, row->loc.column,
                                   or_dash(row->holder), or_dash(row->held), or_dash(row->how));
    }
    if (given->dot)
        g_string_append(out, "}\n");
    return true;
}

/* --- the command ----------------------------------------------------------------------------------------------------- */

static const struct dump {
    const char *name;
    enum stage last;    /* how far the pipeline runs */
    bool only_selected; /* else the whole program is needed */
    bool (*print)(const struct pipeline *pipeline, const struct options *given, GString *out, struct error *err);
} dumps[] = {
    {"units", STAGE_LOAD, true, dump_units},
    {"cursors", STAGE_LOAD, true, dump_cursors},
    {"unlowered", STAGE_INDEX, true, dump_unlowered},
    {"ir", STAGE_INDEX, true, dump_ir},
    {"cfg", STAGE_INDEX, true, dump_cfg},
    {"calls", STAGE_LINK, false, dump_calls},
    {"summary", STAGE_SUMMARIZE, false, dump_summary},
    {"program", STAGE_SUMMARIZE, false, dump_program},
    {"facts", STAGE_RULES, false, dump_facts},
    {"ownership", STAGE_RULES, false, dump_ownership},
};

static const char *const dump_names[] = {"units",   "cursors", "unlowered", "ir",        "cfg", "calls",
                                         "summary", "program", "facts",     "ownership", NULL};

static const struct dump *find_dump(const char *name, struct error *err)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dumps); i++)
        if (strcmp(dumps[i].name, name) == 0)
            return &dumps[i];
    const char *near = nearest_name(name, dump_names);
    if (near != NULL)
        error_set(err, "there is no dump '%s'; did you mean 'linger dump %s'?", name, near);
    else
        error_set(err, "there is no dump '%s'; 'linger help dump' lists them", name);
    return NULL;
}

static enum status print(const struct dump *dump, const struct pipeline *pipeline, const struct options *given)
{
    struct error err = {0};
    GString *out = g_string_new(NULL);
    bool is_good = dump->print(pipeline, given, out, &err);
    fwrite(out->str, 1, out->len, stdout);
    g_string_free(out, TRUE);
    if (!is_good)
        return command_fail(&err);
    if (pipeline->index == NULL)
        return STATUS_CLEAN;
    analysis_notes(pipeline, given->units.verbose);
    GArray *failed = analysis_failed(pipeline);
    bool is_incomplete = analysis_report_failed(pipeline, failed, &(struct failed_scope){.selected_only = true});
    g_array_unref(failed);
    return is_incomplete ? STATUS_FAILED : STATUS_CLEAN;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    const struct dump *dump = find_dump(invocation->words[0], &err);
    if (dump == NULL)
        return command_fail(&err);
    struct pipeline_request request = {.only_selected = dump->only_selected};
    analysis_request(&request, invocation, &given->place, &given->units);
    request.project.files = invocation->word_count > 1 ? invocation->words + 1 : NULL;
    struct pipeline *pipeline = pipeline_run(&request, dump->last, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    enum status status = print(dump, pipeline, given);
    pipeline_free(pipeline);
    return status;
}

const struct command command_dump = {
    .name = "dump",
    .brief = "print what a stage makes of a program: IR, summaries, facts, ...",
    .synopsis = "KIND [FILE...] [-p DIR] [-- FLAGS...]",
    .details =
        "KIND is one of:\n"
        "units: the compile commands as linger understands them, as lines for a shell.\n"
        "cursors: libclang's tree of the unit's own code.\n"
        "unlowered: what is not understood yet, by kind of cursor, with shares of all cursors visited.\n"
        "ir: the unit in linger's intermediate representation.\n"
        "cfg: functions with their control flow; with --dot as graphs.\n"
        "calls: the calls of functions that are not part of the program, with the model each has and what that means there.\n"
        "summary: what each function does, as its callers see it.\n"
        "program: the functions of the whole program with their place in the call graph.\n"
        "facts: every registration with linger's verdict, every removal.\n"
        "ownership: who keeps whom alive; with --dot as a graph.\n"
        "\n"
        "The first five print the units named; without FILE all of the project. The others take the whole program into account.",
    .options = options,
    .options_size = sizeof(struct options),
    .min_words = 1,
    .max_words = ANY_NUMBER,
    .takes_flags = true,
    .choices = dump_names,
    .run = run,
};
