/* gitlab.c: GitLab's Code Quality report: an array of findings, known by their fingerprint, so that a merge request shows only
 * what it adds. */
#include "emit/parts.h"

static const struct level_names levels = {
    {[CONFIDENCE_LOW] = "info", [CONFIDENCE_MEDIUM] = "minor", [CONFIDENCE_HIGH] = "major"}};

static json_t *content_of(const struct finding *finding)
{
    GString *body = g_string_new(NULL);
    for (uint32_t i = 0; i < finding->step_count; i++)
        g_string_append_printf(body, "%u. `%s:%u` %s\n", i + 1, loc_file(&finding->steps[i].loc), finding->steps[i].loc.line,
                               finding->steps[i].text);
    for (uint32_t i = 0; i < finding->evidence_count; i++)
        g_string_append_printf(body, "%s- %s\n", i == 0 ? "\n" : "", finding->evidence[i]);
    if (finding->fix != NULL)
        g_string_append_printf(body, "\nHow to fix: %s\n", finding->fix);
    json_t *content = json_object();
    json_object_set_new(content, "body", json_text(body->str));
    g_string_free(body, TRUE);
    return content;
}

static json_t *issue_of(const struct finding *finding)
{
    json_t *issue = json_object(), *location = json_object(), *lines = json_object(), *categories = json_array();
    json_array_append_new(categories, json_string("Bug Risk"));
    json_object_set_new(lines, "begin", json_integer(MAX(finding->loc.line, 1u)));
    json_object_set_new(location, "path", json_text(loc_file(&finding->loc)));
    json_object_set_new(location, "lines", lines);
    json_object_set_new(issue, "type", json_string("issue"));
    json_object_set_new(issue, "check_name", json_text(finding->rule));
    json_object_set_new(issue, "description", json_text(finding->message));
    json_object_set_new(issue, "content", content_of(finding));
    json_object_set_new(issue, "categories", categories);
    json_object_set_new(issue, "severity", json_string(levels.of[finding->confidence]));
    json_object_set_new(issue, "fingerprint", json_text(finding->fingerprint));
    json_object_set_new(issue, "location", location);
    return issue;
}

static bool emit_gitlab(const struct report *report, GString *out, struct error *err)
{
    json_t *issues = json_array();
    for (uint32_t i = 0; i < report->finding_count; i++)
        json_array_append_new(issues, issue_of(report->findings[i]));
    return json_print(issues, out, err);
}

const struct emitter emitter_gitlab = {
    .name = "gitlab",
    .brief = "GitLab Code Quality report",
    .emit = emit_gitlab,
};
