/* conclusions.c: conclusions as bytes and back, one description for both directions (see ir/codec.h). The format needs no
 * version: the key they are cached under names this very binary. What the history fills in (state, triage) is not written. */
#include "ir/codec.h"
#include "store/store.h"

static void code_texts(struct codec *c, const char ***texts, uint32_t *count)
{
    CODEC_ARRAY(c, *texts, *count, 1);
    for (uint32_t i = 0; i < *count; i++)
        codec_string(c, &(*texts)[i]);
}

static void code_steps(struct codec *c, struct finding *finding)
{
    CODEC_ARRAY(c, finding->steps, finding->step_count, 4);
    for (uint32_t i = 0; i < finding->step_count; i++) {
        codec_loc(c, &finding->steps[i].loc);
        codec_string(c, &finding->steps[i].text);
        codec_string(c, &finding->steps[i].function);
    }
}

static void code_fingerprint(struct codec *c, struct finding *finding)
{
    const char *text = c->writing ? finding->fingerprint : NULL;
    codec_string(c, &text);
    if (!c->writing && text != NULL)
        g_strlcpy(finding->fingerprint, text, sizeof finding->fingerprint);
    for (int i = 0; i < FINDING_ALIASES; i++)
        codec_number(c, &finding->aliases[i], UINT64_MAX);
}

static void code_finding(struct codec *c, struct finding *finding)
{
    codec_string(c, &finding->rule);
    codec_string(c, &finding->kind);
    CODEC_ENUM(c, finding->confidence, CONFIDENCE_HIGH);
    codec_string(c, &finding->message);
    codec_loc(c, &finding->loc);
    codec_string(c, &finding->function);
    codec_string(c, &finding->subject);
    codec_string(c, &finding->context);
    codec_string(c, &finding->alias);
    code_steps(c, finding);
    code_texts(c, &finding->evidence, &finding->evidence_count);
    codec_string(c, &finding->fix);
    code_fingerprint(c, finding);
    codec_string(c, &finding->suppressed);
}

static void code_registration(struct codec *c, struct registration_row *row)
{
    codec_string(c, &row->registry);
    codec_string(c, &row->element);
    codec_string(c, &row->via);
    codec_loc(c, &row->loc);
    codec_string(c, &row->function);
    codec_string(c, &row->verdict);
    codec_string(c, &row->reason);
}

static void code_removal(struct codec *c, struct removal_row *row)
{
    codec_string(c, &row->registry);
    codec_string(c, &row->element);
    codec_string(c, &row->via);
    codec_loc(c, &row->loc);
    codec_string(c, &row->function);
}

static void code_hold(struct codec *c, struct hold_row *row)
{
    codec_string(c, &row->holder);
    codec_string(c, &row->held);
    codec_string(c, &row->how);
    codec_loc(c, &row->loc);
}

/* Rows of one type, each an object of its own. */
#define CODE_ROWS(c, rows, type, code, least)                                                                                    \
    do {                                                                                                                         \
        uint32_t row_count = (rows)->len;                                                                                        \
        codec_count((c), &row_count, (least));                                                                                   \
        for (uint32_t row = 0; row < row_count; row++) {                                                                         \
            if (!(c)->writing)                                                                                                   \
                g_ptr_array_add((rows), arena_new_item((c)->arena, type));                                                       \
            code((c), (rows)->pdata[row]);                                                                                       \
        }                                                                                                                        \
    } while (0)

static void code_results(struct codec *c, struct results *results)
{
    CODE_ROWS(c, results->findings, struct finding, code_finding, 17);
    CODE_ROWS(c, results->registrations, struct registration_row, code_registration, 8);
    CODE_ROWS(c, results->removals, struct removal_row, code_removal, 6);
    CODE_ROWS(c, results->holds, struct hold_row, code_hold, 5);
}

static void code_unit(struct codec *c, struct run_unit *unit)
{
    codec_string(c, &unit->path);
    codec_string(c, &unit->status);
    codec_string(c, &unit->problem);
    const char **files = (const char **)unit->files;
    uint32_t count = 0; /* the NULL at the end included; 0: there is no list */
    if (c->writing && files != NULL)
        count = g_strv_length((char **)files) + 1;
    code_texts(c, &files, &count);
    for (uint32_t i = 0; !c->writing && i < count; i++)
        if ((files[i] == NULL) != (i + 1 == count))
            codec_fail(c, "a list of files does not end where it should");
    if (!c->writing && (unit->path == NULL || unit->status == NULL))
        codec_fail(c, "a unit lacks its name");
    unit->files = count > 0 ? files : NULL;
}

static void code_conclusions(struct codec *c, struct conclusions *conclusions)
{
    code_results(c, conclusions->results);
    CODEC_ARRAY(c, conclusions->units, conclusions->unit_count, 4);
    for (uint32_t i = 0; i < conclusions->unit_count; i++)
        code_unit(c, &conclusions->units[i]);
    uint64_t *numbers[] = {&conclusions->functions, &conclusions->lines, &conclusions->cursors, &conclusions->unlowered};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        codec_number(c, numbers[i], UINT64_MAX);
}

GByteArray *conclusions_to_bytes(const struct conclusions *conclusions)
{
    struct codec codec;
    codec_init_writing(&codec);
    codec.out = g_byte_array_new();
    /* A codec that writes changes nothing. */
    code_conclusions(&codec, (struct conclusions *)conclusions);
    codec_release(&codec);
    return codec.out;
}

bool conclusions_from_bytes(const uint8_t *bytes, size_t size, struct intern *texts, struct conclusions *conclusions)
{
    struct results *results = results_new();
    struct codec codec;
    codec_init_reading(&codec, results->arena, texts);
    codec.at = bytes;
    codec.end = bytes + size;
    *conclusions = (struct conclusions){.results = results};
    code_conclusions(&codec, conclusions);
    bool is_good = codec.problem == NULL && codec.at == codec.end;
    codec_release(&codec);
    if (is_good)
        return true;
    results_free(results);
    *conclusions = (struct conclusions){0};
    return false;
}
