/* cmd_explain.c: a rule's page, all about one finding, or why a registration was or was not reported. */
#include "base/embed.h"
#include "cli/analysis.h"

struct options {
    struct place_options place;
    struct output_options output; /* only colour */
    const char *why_not;
};

static const struct option options[] = {
    {.name = "why-not",
     .kind = OPTION_TEXT,
     .value = "FILE:LINE",
     .offset = offsetof(struct options, why_not),
     .help = "what became of the registrations on that line (FILE alone: in the file)"},
    {.name = "color",
     .kind = OPTION_CHOICE,
     .value = "WHEN",
     .choices = color_modes,
     .offset = offsetof(struct options, output.color),
     .help = "auto (default), always or never"},
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

/* --- rules ----------------------------------------------------------------------------------------------------------- */

static bool print_page(const char *name)
{
    char *path = g_strdup_printf("%s.md", name);
    const struct embedded_file *page = strchr(name, '/') == NULL ? embedded_find(embedded_rules, path) : NULL;
    if (page != NULL)
        fwrite(page->data, 1, page->size, stdout);
    g_free(path);
    return page != NULL;
}

/* --- a finding ------------------------------------------------------------------------------------------------------- */

static void print_history(struct store *store, const char *fingerprint)
{
    GPtrArray *rows = store_history(store, fingerprint, NULL);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const struct history_row *row = rows->pdata[i];
        if (row->run != 0)
            printf("  %s: %s in run %" PRId64 "\n", row->when != NULL ? row->when : "?", finding_state_name(row->state),
                   row->run);
        else
            printf("  %s: %s%s%s%s%s\n", row->when != NULL ? row->when : "?", finding_triage_name(row->triage),
                   row->author != NULL ? " by " : "", row->author != NULL ? row->author : "", row->reason != NULL ? ": " : "",
                   row->reason != NULL ? row->reason : "");
    }
    if (rows != NULL)
        g_ptr_array_unref(rows);
}

static void print_card(const struct finding *finding)
{
    printf("\nrule:        %s\nkind:        %s\nconfidence:  %s\nstate:       %s, %s\n", finding->rule, finding->kind,
           confidence_name(finding->confidence), finding_state_name(finding->state), finding_triage_name(finding->triage));
    if (finding->function != NULL)
        printf("function:    %s\n", finding->function);
    if (finding->subject != NULL)
        printf("subject:     %s\n", finding->subject);
    if (finding->suppressed != NULL)
        printf("suppressed:  %s\n", finding->suppressed);
    printf("fingerprint: %s\nhistory:\n", finding->fingerprint);
}

static bool print_finding(const struct pipeline *pipeline, const struct options *given, const char *fingerprint,
                          struct error *err)
{
    struct results *results = store_find_finding(pipeline->store, fingerprint, err);
    struct output output;
    struct output_counts counts;
    if (results == NULL)
        return false;
    struct output_input input = {.results = results, .is_complete = true, .root = pipeline->project->root};
    bool is_good = output_init(&output, &given->output, pipeline->project->config, err);
    if (is_good) {
        output.minimum = CONFIDENCE_LOW;
        is_good = output_write(&output, &input, &counts, err);
        output_release(&output);
    }
    if (is_good) {
        const struct finding *finding = results->findings->pdata[0];
        print_card(finding);
        print_history(pipeline->store, finding->fingerprint);
    }
    results_free(results);
    return is_good;
}

/* --- why not --------------------------------------------------------------------------------------------------------- */

static void print_registrations(const struct results *results, const char *path, uint32_t line)
{
    for (guint i = 0; i < results->registrations->len; i++) {
        const struct registration_row *row = results->registrations->pdata[i];
        printf("%s:%u:%u: '%s' into '%s' by %s", row->loc.file, row->loc.line, row->loc.column,
               row->element != NULL ? row->element : "?", row->registry != NULL ? row->registry : "?",
               row->via != NULL ? row->via : "an assignment");
        if (row->function != NULL)
            printf(" in '%s'", row->function);
        printf("\n  %s: %s\n", row->verdict, row->reason != NULL ? row->reason : "no reason is known");
    }
    if (results->registrations->len > 0)
        return;
    if (line > 0)
        printf("%s:%u: linger saw no registration on this line; 'linger explain --why-not %s' lists those of the file\n", path,
               line, path);
    else
        printf("%s: linger saw no registration in this file\n", path);
}

static bool explain_line(const struct pipeline *pipeline, const char *place, struct error *err)
{
    const char *colon = strrchr(place, ':');
    guint64 line = 0;
    if (colon != NULL && !g_ascii_string_to_unsigned(colon + 1, 10, 1, UINT32_MAX, &line, NULL))
        return error_set(err, "'%s' is no place; give FILE:LINE", place);
    char *name = colon != NULL ? g_strndup(place, (size_t)(colon - place)) : g_strdup(place);
    char *path = analysis_stored_path(pipeline->project, name);
    struct results *results = store_load_registrations(pipeline->store, path, (uint32_t)line, err);
    if (results != NULL)
        print_registrations(results, path, (uint32_t)line);
    bool is_good = results != NULL;
    results_free(results);
    g_free(path);
    g_free(name);
    return is_good;
}

/* --- the command ----------------------------------------------------------------------------------------------------- */

static bool is_fingerprint(const char *word)
{
    size_t digits = strspn(word, "0123456789abcdef");
    return digits >= 6 && word[digits] == '\0';
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    const char *word = invocation->words[0];
    struct error err = {0};
    if (given->why_not == NULL && word == NULL) {
        error_set(&err, "what should be explained? linger explain RULE, FINGERPRINT, or --why-not FILE:LINE");
        return command_fail(&err);
    }
    if (given->why_not == NULL && print_page(word))
        return STATUS_CLEAN;
    if (given->why_not == NULL && !is_fingerprint(word)) {
        unknown_rule(word, &err);
        return command_fail(&err);
    }
    struct pipeline *pipeline = analysis_open(&given->place, STORE_READ, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    bool is_good =
        given->why_not != NULL ? explain_line(pipeline, given->why_not, &err) : print_finding(pipeline, given, word, &err);
    pipeline_free(pipeline);
    return is_good ? STATUS_CLEAN : command_fail(&err);
}

const struct command command_explain = {
    .name = "explain",
    .brief = "all about a rule or a finding; why a registration was not reported",
    .synopsis = "RULE | FINGERPRINT | --why-not=FILE:LINE",
    .details =
        "RULE: what the rule looks for, an example, how to fix it, what it cannot see. FINGERPRINT: the finding with its steps, "
        "evidence and history; any unique beginning of six digits or more will do. --why-not: every registration that the last "
        "run saw on that line, with linger's verdict and the reason that kept it quiet.",
    .options = options,
    .options_size = sizeof(struct options),
    .max_words = 1,
    .run = run,
};
