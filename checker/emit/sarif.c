/* sarif.c: SARIF 2.1.0, one run. Checked with Microsoft's validator, GitHub's ingestion rules included.
 *
 * Steps become a code flow; the fingerprint is "linger/v1", so that a viewer keeps a result's identity when lines move. Paths are
 * relative to SRCROOT, the project root; code outside it has absolute file URIs. Columns count code points (a source line is
 * needed to turn our bytes into them; without one they stay bytes). Suppressed and triaged results are there, marked so; results
 * are ordered by confidence. No times: the same program gives the same bytes. */
#include "emit/parts.h"

static const struct level_names levels = {
    {[CONFIDENCE_LOW] = "note", [CONFIDENCE_MEDIUM] = "warning", [CONFIDENCE_HIGH] = "warning"}};

static const double ranks[] = {[CONFIDENCE_LOW] = 25, [CONFIDENCE_MEDIUM] = 60, [CONFIDENCE_HIGH] = 90};

static const char *const baseline_states[] = {
    [STATE_NEW] = "new", [STATE_UNCHANGED] = "unchanged", [STATE_REOPENED] = "new", [STATE_FIXED] = "absent"};

enum { MAX_TAGS = 6 };

/* What kind of weakness a rule speaks of. */
static const struct {
    const char *rule;
    const char *tags[MAX_TAGS];
} rule_tags[] = {
    {"unremoved-registration", {"reliability", "memory-leak", "resource-leak", "external/cwe/cwe-401", "external/cwe/cwe-772"}},
    {"per-object-logger", {"reliability", "memory-leak", "resource-leak", "external/cwe/cwe-401", "external/cwe/cwe-772"}},
    {"owning-cycle", {"reliability", "memory-leak", "external/cwe/cwe-401"}},
    {NULL, {"maintainability"}}, /* any other: about the use of linger itself */
};

static void set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_text(text));
}

static json_t *message_of(const char *text)
{
    json_t *message = json_object();
    GString *sentence = g_string_new(NULL);
    append_sentence(sentence, text);
    set_text(message, "text", sentence->str);
    g_string_free(sentence, TRUE);
    return message;
}

/* --- places ---------------------------------------------------------------------------------------------------------- */

static char *uri_escape(const char *path)
{
    return g_uri_escape_bytes((const guint8 *)path, strlen(path), G_URI_RESERVED_CHARS_ALLOWED_IN_PATH_ELEMENT "/");
}

static char *folder_uri(const char *path)
{
    char *escaped = uri_escape(path);
    char *uri = g_strdup_printf("file://%s%s", escaped, g_str_has_suffix(escaped, "/") ? "" : "/");
    g_free(escaped);
    return uri;
}

static json_t *artifact_location(const char *path)
{
    json_t *location = json_object();
    char *escaped = uri_escape(path);
    if (g_path_is_absolute(path)) {
        char *uri = g_strdup_printf("file://%s", escaped);
        set_text(location, "uri", uri);
        g_free(uri);
    } else {
        /* A first segment with a colon would be read as a scheme. */
        char *uri = strchr(escaped, ':') != NULL ? g_strdup_printf("./%s", escaped) : g_strdup(escaped);
        set_text(location, "uri", uri);
        set_text(location, "uriBaseId", "SRCROOT");
        g_free(uri);
    }
    g_free(escaped);
    return location;
}

/* From the place to the end of its line, with that text as the snippet. */
static json_t *region_of(const struct report *report, const struct loc *loc)
{
    json_t *region = json_object();
    uint32_t column = MAX(loc->column, 1u);
    json_object_set_new(region, "startLine", json_integer(MAX(loc->line, 1u)));
    char *line = report_source_line(report, loc->file, loc->line);
    if (line == NULL || column > strlen(line)) {
        json_object_set_new(region, "startColumn", json_integer(column));
        g_free(line);
        return region;
    }
    char *before = g_strndup(line, column - 1);
    char *valid_before = g_utf8_make_valid(before, -1), *valid_rest = g_utf8_make_valid(line + column - 1, -1);
    g_strchomp(valid_rest);
    glong start = g_utf8_strlen(valid_before, -1) + 1;
    json_object_set_new(region, "startColumn", json_integer(start));
    if (*valid_rest != '\0') {
        json_t *snippet = json_object();
        json_object_set_new(region, "endColumn", json_integer(start + g_utf8_strlen(valid_rest, -1)));
        set_text(snippet, "text", valid_rest);
        json_object_set_new(region, "snippet", snippet);
    }
    g_free(before);
    g_free(valid_before);
    g_free(valid_rest);
    g_free(line);
    return region;
}

static json_t *location_of(const struct report *report, const struct loc *loc, const char *function)
{
    json_t *location = json_object();
    if (loc->file != NULL) {
        json_t *physical = json_object();
        json_object_set_new(physical, "artifactLocation", artifact_location(loc->file));
        json_object_set_new(physical, "region", region_of(report, loc));
        json_object_set_new(location, "physicalLocation", physical);
    }
    if (function != NULL) {
        json_t *logical = json_object(), *list = json_array();
        set_text(logical, "fullyQualifiedName", function);
        set_text(logical, "kind", "function");
        json_array_append_new(list, logical);
        json_object_set_new(location, "logicalLocations", list);
    }
    return location;
}

static json_t *code_flows(const struct report *report, const struct finding *finding)
{
    json_t *locations = json_array();
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const struct step *step = &finding->steps[i];
        json_t *entry = json_object();
        json_t *location = location_of(report, &step->loc, step->function);
        json_object_set_new(location, "message", message_of(step->text));
        json_object_set_new(entry, "location", location);
        json_object_set_new(entry, "executionOrder", json_integer(i + 1));
        set_text(entry, "importance", i + 1 == finding->step_count || i == 0 ? "essential" : "important");
        json_array_append_new(locations, entry);
    }
    json_t *thread = json_object(), *threads = json_array(), *flow = json_object(), *flows = json_array();
    json_object_set_new(thread, "locations", locations);
    json_array_append_new(threads, thread);
    json_object_set_new(flow, "threadFlows", threads);
    json_array_append_new(flows, flow);
    return flows;
}

/* --- results --------------------------------------------------------------------------------------------------------- */

static json_t *result_message(const struct finding *finding)
{
    GString *text = g_string_new(NULL);
    append_sentence(text, finding->message);
    if (finding->fix != NULL) {
        g_string_append(text, " How to fix: ");
        append_sentence(text, finding->fix);
    }
    json_t *message = json_object();
    set_text(message, "text", text->str);
    g_string_free(text, TRUE);
    return message;
}

static json_t *properties_of(const struct finding *finding)
{
    json_t *properties = json_object(), *evidence = json_array();
    for (uint32_t i = 0; i < finding->evidence_count; i++)
        json_array_append_new(evidence, json_text(finding->evidence[i]));
    set_text(properties, "kind", finding->kind);
    set_text(properties, "confidence", confidence_name(finding->confidence));
    if (finding->subject != NULL)
        set_text(properties, "subject", finding->subject);
    set_text(properties, "triage", finding_triage_name(finding->triage));
    if (finding->state == STATE_REOPENED)
        json_object_set_new(properties, "reopened", json_true());
    json_object_set_new(properties, "evidence", evidence);
    if (finding->fix != NULL)
        set_text(properties, "fix", finding->fix);
    return properties;
}

static json_t *suppression(const char *kind, const char *reason)
{
    json_t *object = json_object();
    set_text(object, "kind", kind);
    set_text(object, "status", "accepted");
    if (reason != NULL)
        set_text(object, "justification", reason);
    return object;
}

/* Empty when nobody silenced it: then viewers know that we looked. */
static json_t *suppressions_of(const struct finding *finding)
{
    json_t *list = json_array();
    if (finding->suppressed != NULL)
        json_array_append_new(list, suppression("inSource", finding->suppressed));
    if (finding->triage == TRIAGE_FALSE_POSITIVE || finding->triage == TRIAGE_INTENTIONAL)
        json_array_append_new(list, suppression("external", finding->triage_reason));
    return list;
}

static json_t *result_of(const struct report *report, const struct finding *finding)
{
    json_t *result = json_object(), *locations = json_array(), *fingerprints = json_object();
    set_text(result, "ruleId", finding->rule);
    int rule = report_rule_index(report, finding->rule);
    if (rule >= 0)
        json_object_set_new(result, "ruleIndex", json_integer(rule));
    set_text(result, "kind", "fail");
    set_text(result, "level", levels.of[finding->confidence]);
    json_object_set_new(result, "rank", json_real(ranks[finding->confidence]));
    json_object_set_new(result, "message", result_message(finding));
    json_array_append_new(locations, location_of(report, &finding->loc, finding->function));
    json_object_set_new(result, "locations", locations);
    if (finding->step_count > 0)
        json_object_set_new(result, "codeFlows", code_flows(report, finding));
    set_text(fingerprints, "linger/v1", finding->fingerprint);
    json_object_set_new(result, "partialFingerprints", fingerprints);
    if (report->run_count > 0)
        set_text(result, "baselineState", baseline_states[finding->state]);
    json_object_set_new(result, "suppressions", suppressions_of(finding));
    json_object_set_new(result, "properties", properties_of(finding));
    return result;
}

/* --- the tool and its run -------------------------------------------------------------------------------------------- */

/* "unremoved-registration" -> "UnremovedRegistration". g_free. */
static char *pascal_case(const char *id)
{
    GString *name = g_string_new(NULL);
    for (bool is_start = true; *id != '\0'; id++) {
        if (!g_ascii_isalnum(*id)) {
            is_start = true;
            continue;
        }
        g_string_append_c(name, is_start ? g_ascii_toupper(*id) : *id);
        is_start = false;
    }
    return g_string_free(name, FALSE);
}

static json_t *tags_of(const char *rule)
{
    size_t row = 0;
    while (rule_tags[row].rule != NULL && strcmp(rule_tags[row].rule, rule) != 0)
        row++;
    json_t *tags = json_array();
    for (size_t i = 0; i < MAX_TAGS && rule_tags[row].tags[i] != NULL; i++)
        json_array_append_new(tags, json_text(rule_tags[row].tags[i]));
    return tags;
}

static json_t *rule_of(const struct rule_text *rule)
{
    json_t *object = json_object(), *help = json_object(), *configuration = json_object(), *properties = json_object();
    char *name = pascal_case(rule->id);
    set_text(object, "id", rule->id);
    set_text(object, "name", name);
    json_object_set_new(object, "shortDescription", message_of(rule->brief));
    json_object_set_new(object, "fullDescription", message_of(rule->brief));
    set_text(help, "text", rule->page != NULL ? rule->page : rule->brief);
    if (rule->page != NULL)
        set_text(help, "markdown", rule->page);
    json_object_set_new(object, "help", help);
    set_text(configuration, "level", "warning");
    json_object_set_new(object, "defaultConfiguration", configuration);
    json_object_set_new(properties, "tags", tags_of(rule->id));
    set_text(properties, "precision", "high");
    set_text(properties, "problem.severity", "warning");
    json_object_set_new(object, "properties", properties);
    g_free(name);
    return object;
}

static json_t *tool_of(const struct report *report)
{
    json_t *tool = json_object(), *driver = json_object(), *rules = json_array(), *properties = json_object();
    for (uint32_t i = 0; i < report->rule_count; i++)
        json_array_append_new(rules, rule_of(&report->rules[i]));
    set_text(driver, "name", "linger");
    set_text(driver, "version", report->version);
    set_text(driver, "semanticVersion", report->version);
    json_object_set_new(driver, "rules", rules);
    set_text(properties, "libclang", report->libclang);
    json_object_set_new(driver, "properties", properties);
    json_object_set_new(tool, "driver", driver);
    return tool;
}

static json_t *notifications_of(const struct report *report)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < report->failed_count; i++) {
        const struct failed_unit *unit = &report->failed[i];
        json_t *notification = json_object(), *locations = json_array(), *location = json_object(), *physical = json_object();
        char *text = g_strdup_printf("'%s' could not be analysed%s: %s", unit->path, unit->is_partial ? " in full" : "",
                                     unit->reason != NULL ? unit->reason : "no reason is known");
        json_object_set_new(physical, "artifactLocation", artifact_location(unit->path));
        json_object_set_new(location, "physicalLocation", physical);
        json_array_append_new(locations, location);
        set_text(notification, "level", unit->is_partial ? "warning" : "error");
        json_object_set_new(notification, "message", message_of(text));
        json_object_set_new(notification, "locations", locations);
        json_array_append_new(list, notification);
        g_free(text);
    }
    return list;
}

static json_t *invocations_of(const struct report *report)
{
    json_t *list = json_array(), *invocation = json_object(), *directory = json_object();
    char *uri = folder_uri(report->root);
    bool is_complete = true;
    for (uint32_t i = 0; i < report->failed_count; i++)
        is_complete &= report->failed[i].is_partial;
    json_object_set_new(invocation, "executionSuccessful", json_boolean(is_complete));
    set_text(directory, "uri", uri);
    json_object_set_new(invocation, "workingDirectory", directory);
    json_object_set_new(invocation, "toolExecutionNotifications", notifications_of(report));
    json_array_append_new(list, invocation);
    g_free(uri);
    return list;
}

static json_t *bases_of(const struct report *report)
{
    json_t *bases = json_object(), *root = json_object();
    char *uri = folder_uri(report->root);
    set_text(root, "uri", uri);
    json_object_set_new(root, "description", message_of("The root of the project"));
    json_object_set_new(bases, "SRCROOT", root);
    g_free(uri);
    return bases;
}

static json_t *run_of(const struct report *report)
{
    json_t *run = json_object(), *results = json_array(), *details = json_object(), *properties = json_object();
    GPtrArray *sorted = report_by_importance(report);
    for (guint i = 0; i < sorted->len; i++)
        json_array_append_new(results, result_of(report, sorted->pdata[i]));
    g_ptr_array_unref(sorted);
    json_object_set_new(run, "tool", tool_of(report));
    json_object_set_new(run, "invocations", invocations_of(report));
    json_object_set_new(run, "originalUriBaseIds", bases_of(report));
    set_text(details, "id", "linger/");
    json_object_set_new(run, "automationDetails", details);
    set_text(run, "columnKind", "unicodeCodePoints");
    json_object_set_new(run, "results", results);
    json_object_set_new(properties, "units", json_integer(report->units));
    if (report->revision != NULL)
        set_text(properties, "revision", report->revision);
    json_object_set_new(run, "properties", properties);
    return run;
}

static bool emit_sarif(const struct report *report, GString *out, struct error *err)
{
    json_t *root = json_object(), *runs = json_array();
    json_array_append_new(runs, run_of(report));
    set_text(root, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    set_text(root, "version", "2.1.0");
    json_object_set_new(root, "runs", runs);
    return json_print(root, out, err);
}

const struct emitter emitter_sarif = {
    .name = "sarif",
    .brief = "SARIF 2.1.0, for code scanning and editors",
    .wants_all = true,
    .emit = emit_sarif,
};
