/* json.c: everything about the findings as one JSON object, for programs. Stable: fields are only ever added.
 *
 *     {"linger": "0.1.0",
 *      "run": {"id": 7, "revision": "…", "libclang": "19.1.7", "root": "/src/app", "units": 84, "failed_units": 0,
 *              "partial_units": 0, "findings": 3, "new": 1, "fixed": 0},
 *      "findings": [{"rule", "kind", "confidence", "message", "file", "line", "column", "function", "subject", "fingerprint",
 *                    "state", "triage", "steps": [{"file", "line", "column", "function", "text"}], "evidence": ["…"], "fix"}],
 *      "failed_units": [{"unit", "status": "failed" | "partial", "problem"}]}
 *
 * What is unknown is null. "id", "new" and "fixed" are null when the run was not recorded. The time of the run is left out (it
 * is in the database's view `runs`): the same program gives the same bytes. */
#include "emit/parts.h"

static json_t *texts(const char *const *items, uint32_t count)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(array, json_text(items[i]));
    return array;
}

static void set_place(json_t *object, const struct loc *loc, const char *function)
{
    json_object_set_new(object, "file", json_text(loc->file));
    json_object_set_new(object, "line", json_integer(loc->line));
    json_object_set_new(object, "column", json_integer(loc->column));
    json_object_set_new(object, "function", json_text(function));
}

static json_t *steps_of(const struct finding *finding)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const struct step *step = &finding->steps[i];
        json_t *object = json_object();
        set_place(object, &step->loc, step->function);
        json_object_set_new(object, "text", json_text(step->text));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *finding_object(const struct finding *finding)
{
    json_t *object = json_object();
    json_object_set_new(object, "rule", json_text(finding->rule));
    json_object_set_new(object, "kind", json_text(finding->kind));
    json_object_set_new(object, "confidence", json_text(confidence_name(finding->confidence)));
    json_object_set_new(object, "message", json_text(finding->message));
    set_place(object, &finding->loc, finding->function);
    json_object_set_new(object, "subject", json_text(finding->subject));
    json_object_set_new(object, "fingerprint", json_text(finding->fingerprint));
    json_object_set_new(object, "state", json_text(finding_state_name(finding->state)));
    json_object_set_new(object, "triage", json_text(finding_triage_name(finding->triage)));
    json_object_set_new(object, "steps", steps_of(finding));
    json_object_set_new(object, "evidence", texts((const char *const *)finding->evidence, finding->evidence_count));
    json_object_set_new(object, "fix", json_text(finding->fix));
    return object;
}

static json_t *run_object(const struct report *report)
{
    const struct report_run *last = report->run_count > 0 ? &report->runs[report->run_count - 1] : NULL;
    uint32_t partial = 0;
    for (uint32_t i = 0; i < report->failed_count; i++)
        partial += report->failed[i].is_partial;
    json_t *object = json_object();
    json_object_set_new(object, "id", last != NULL ? json_integer(last->id) : json_null());
    json_object_set_new(object, "revision", json_text(report->revision));
    json_object_set_new(object, "libclang", json_text(report->libclang));
    json_object_set_new(object, "root", json_text(report->root));
    json_object_set_new(object, "units", json_integer(report->units));
    json_object_set_new(object, "failed_units", json_integer(report->failed_count - partial));
    json_object_set_new(object, "partial_units", json_integer(partial));
    json_object_set_new(object, "findings", json_integer(report->finding_count));
    json_object_set_new(object, "new", last != NULL ? json_integer(last->fresh) : json_null());
    json_object_set_new(object, "fixed", last != NULL ? json_integer(last->fixed) : json_null());
    return object;
}

static bool emit_json(const struct report *report, GString *out, struct error *err)
{
    json_t *findings = json_array(), *failed = json_array();
    for (uint32_t i = 0; i < report->finding_count; i++)
        json_array_append_new(findings, finding_object(report->findings[i]));
    for (uint32_t i = 0; i < report->failed_count; i++) {
        json_t *unit = json_object();
        json_object_set_new(unit, "unit", json_text(report->failed[i].path));
        json_object_set_new(unit, "status", json_text(report->failed[i].is_partial ? "partial" : "failed"));
        json_object_set_new(unit, "problem", json_text(report->failed[i].reason));
        json_array_append_new(failed, unit);
    }
    json_t *root = json_object();
    json_object_set_new(root, "linger", json_text(report->version));
    json_object_set_new(root, "run", run_object(report));
    json_object_set_new(root, "findings", findings);
    json_object_set_new(root, "failed_units", failed);
    return json_print(root, out, err);
}

const struct emitter emitter_json = {
    .name = "json",
    .brief = "for programs: one object with run, findings, failed units",
    .emit = emit_json,
};
