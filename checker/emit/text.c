/* text.c: findings for a terminal, in clang's manner:
 *
 *     server.c:42:5: warning: 'c' is still in 'g_conns' when 'serve' returns at line 42 [unremoved-registration]
 *        42 |     return -1;
 *           |     ^
 *       1. server.c:30:5: registered in 'g_conns' here
 *        30 |     g_conns[count++] = c;
 *           |     ^
 *       because: 'g_conns' is a global variable; nothing removes from it on this path
 *       how to fix: remove 'c' before every return
 *       fingerprint: 0123456789ab
 *
 * Every location is `path:line:column:`, so that editors and terminals find it. Source lines are shown as people see them: tabs
 * widened, control characters hidden, long lines cut around the caret. */
#include "emit/parts.h"

enum {
    TAB_WIDTH = 8,
    EXCERPT_WIDTH = 150,    /* columns of source shown at most */
    EXCERPT_BEFORE = 60,    /* of them before the caret, when the line is cut */
    FINGERPRINT_DIGITS = 12 /* enough to be unique among millions; commands take any unique prefix */
};

static const struct level_names levels = {
    {[CONFIDENCE_LOW] = "note", [CONFIDENCE_MEDIUM] = "warning", [CONFIDENCE_HIGH] = "warning"}};

static const struct level_names level_colors = {
    {[CONFIDENCE_LOW] = "\033[1;36m", [CONFIDENCE_MEDIUM] = "\033[1;35m", [CONFIDENCE_HIGH] = "\033[1;35m"}};

static const char bold[] = "\033[1m", faint[] = "\033[2m", green[] = "\033[1;32m", plain[] = "\033[0m";

struct writer {
    const struct report *report;
    GString *out;
    struct loc shown; /* last excerpt: not shown twice in a row */
};

static void paint(struct writer *writer, const char *code)
{
    if (writer->report->color)
        g_string_append(writer->out, code);
}

static int char_width(gunichar code)
{
    return g_unichar_iszerowidth(code) ? 0 : g_unichar_iswide(code) ? 2 : 1;
}

/* One source line as cells of a terminal, and the cell that byte column `column` falls into. */
struct cells {
    GArray *codes; /* gunichar; 0: second half of a wide one */
    uint32_t caret;
};

static struct cells cells_of(const char *line, uint32_t column)
{
    struct cells cells = {.codes = g_array_new(FALSE, FALSE, sizeof(gunichar))};
    bool is_placed = false;
    for (size_t at = 0, length = strlen(line); at < length;) {
        if (!is_placed && at + 1 >= column) {
            cells.caret = cells.codes->len;
            is_placed = true;
        }
        gunichar code = g_utf8_get_char_validated(line + at, (gssize)(length - at));
        bool is_valid = code != (gunichar)-1 && code != (gunichar)-2;
        at += is_valid ? (size_t)g_unichar_to_utf8(code, NULL) : 1;
        if (!is_valid)
            code = 0xFFFD;
        gunichar blank = ' ', hidden = '?', rest = 0;
        if (code == '\t') {
            do
                g_array_append_val(cells.codes, blank);
            while (cells.codes->len % TAB_WIDTH != 0);
        } else if (g_unichar_iscntrl(code)) {
            g_array_append_val(cells.codes, hidden);
        } else if (char_width(code) > 0) {
            g_array_append_val(cells.codes, code);
            if (char_width(code) == 2)
                g_array_append_val(cells.codes, rest);
        }
    }
    if (!is_placed)
        cells.caret = cells.codes->len;
    return cells;
}

static void append_cells(GString *out, const struct cells *cells, uint32_t from, uint32_t to)
{
    while (to > from && g_array_index(cells->codes, gunichar, to - 1) == ' ')
        to--;
    for (uint32_t i = from; i < to; i++) {
        gunichar code = g_array_index(cells->codes, gunichar, i);
        if (code != 0)
            g_string_append_unichar(out, code);
    }
}

/* The source line and a caret below it; nothing when the file cannot be read or the line was just shown. */
static void excerpt(struct writer *writer, const struct loc *loc)
{
    if (loc_compare(&writer->shown, loc) == 0)
        return;
    char *line = report_source_line(writer->report, loc->file, loc->line);
    if (line == NULL)
        return;
    writer->shown = *loc;
    struct cells cells = cells_of(line, loc->column);
    uint32_t from = 0, to = cells.codes->len;
    if (to > EXCERPT_WIDTH) {
        const gunichar cut = 0x2026; /* … */
        from = cells.caret > EXCERPT_BEFORE ? cells.caret - EXCERPT_BEFORE : 0;
        to = MIN(to, from + EXCERPT_WIDTH);
        if (from > 0)
            g_array_index(cells.codes, gunichar, from) = cut;
        if (to < cells.codes->len)
            g_array_index(cells.codes, gunichar, to - 1) = cut;
    }
    g_string_append_printf(writer->out, "%6u | ", loc->line);
    append_cells(writer->out, &cells, from, to);
    g_string_append(writer->out, "\n       | ");
    g_string_append_printf(writer->out, "%*s", (int)(cells.caret - from), "");
    paint(writer, green);
    g_string_append_c(writer->out, '^');
    paint(writer, plain);
    g_string_append_c(writer->out, '\n');
    g_array_unref(cells.codes);
    g_free(line);
}

static void append_loc(struct writer *writer, const struct loc *loc)
{
    append_clean(writer->out, loc_file(loc));
    if (loc->line > 0)
        g_string_append_printf(writer->out, ":%u:%u", loc->line, MAX(loc->column, 1u));
    g_string_append_c(writer->out, ':');
}

static void headline(struct writer *writer, const struct finding *finding)
{
    paint(writer, bold);
    append_loc(writer, &finding->loc);
    paint(writer, plain);
    g_string_append_c(writer->out, ' ');
    paint(writer, level_colors.of[finding->confidence]);
    g_string_append_printf(writer->out, "%s: ", levels.of[finding->confidence]);
    paint(writer, plain);
    paint(writer, bold);
    append_clean(writer->out, finding->message);
    paint(writer, plain);
    g_string_append_printf(writer->out, " [%s]\n", finding->rule);
}

static void write_step(struct writer *writer, const struct finding *finding, uint32_t number)
{
    const struct step *step = &finding->steps[number - 1];
    g_string_append_printf(writer->out, "  %u. ", number);
    append_loc(writer, &step->loc);
    g_string_append_c(writer->out, ' ');
    append_clean(writer->out, step->text);
    if (step->function != NULL && g_strcmp0(step->function, finding->function) != 0) {
        g_string_append(writer->out, " (in '");
        append_clean(writer->out, step->function);
        g_string_append(writer->out, "')");
    }
    g_string_append_c(writer->out, '\n');
    excerpt(writer, &step->loc);
}

static void labelled(struct writer *writer, const char *label, const char *text)
{
    paint(writer, faint);
    g_string_append_printf(writer->out, "  %s: ", label);
    paint(writer, plain);
    append_clean(writer->out, text);
    g_string_append_c(writer->out, '\n');
}

static void write_finding(struct writer *writer, const struct finding *finding)
{
    writer->shown = (struct loc){0};
    headline(writer, finding);
    excerpt(writer, &finding->loc);
    for (uint32_t i = 1; i <= finding->step_count; i++)
        write_step(writer, finding, i);
    for (uint32_t i = 0; i < finding->evidence_count; i++)
        labelled(writer, "because", finding->evidence[i]);
    if (finding->fix != NULL)
        labelled(writer, "how to fix", finding->fix);
    if (finding->fingerprint[0] != '\0') {
        char digits[FINGERPRINT_DIGITS + 1];
        g_strlcpy(digits, finding->fingerprint, sizeof digits);
        labelled(writer, "fingerprint", digits);
    }
}

static bool emit_text(const struct report *report, GString *out, struct error *err)
{
    (void)err;
    struct writer writer = {.report = report, .out = out};
    for (uint32_t i = 0; i < report->finding_count; i++) {
        if (i > 0)
            g_string_append_c(out, '\n');
        write_finding(&writer, report->findings[i]);
    }
    return true;
}

const struct emitter emitter_text = {
    .name = "text",
    .brief = "for people: location, sentence, source line, steps, how to fix",
    .emit = emit_text,
};
