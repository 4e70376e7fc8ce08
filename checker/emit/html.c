/* html.c: the report people read: one HTML file with everything in it, no network, no framework.
 *
 * html/template.html is filled with the style, the scripts and the data (html_data.c). All text of the project travels as JSON
 * and reaches the page as text nodes only, so that a source file full of markup is harmless; a content security policy, which
 * lets nothing run but the two scripts whose hashes it names, and nothing load at all, makes sure of it.
 *
 * Blind spot: without JavaScript there is only a sentence that says so. */
#include "emit/html.h"
#include "base/embed.h"
#include "emit/emit.h"

/* Parts of one program, in the order they are joined. */
static const char *const scripts[] = {"dom.js",   "data.js",     "code.js", "markdown.js", "path.js",
                                      "graph.js", "overview.js", "list.js", "finding.js",  "app.js"};

struct page {
    const struct report *report;
    GString *style, *boot, *script;
};

static void append_file(GString *out, const char *name)
{
    const struct embedded_file *file = embedded_find(embedded_html, name);

    if (file == NULL)
        bug("html/%s is not built in", name);
    g_string_append_len(out, file->data, (gssize)file->size);
}

static void append_hash(GString *out, const GString *text)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof(digest);
    g_autofree char *encoded = NULL;

    g_checksum_update(checksum, (const guchar *)text->str, (gssize)text->len);
    g_checksum_get_digest(checksum, digest, &length);
    encoded = g_base64_encode(digest, length);
    g_string_append_printf(out, "'sha256-%s'", encoded);
}

static void put_policy(const struct page *page, GString *out)
{
    g_string_append(out, "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src ");
    append_hash(out, page->style);
    g_string_append(out, "; script-src ");
    append_hash(out, page->boot);
    g_string_append_c(out, ' ');
    append_hash(out, page->script);
}

static void put_title(const struct page *page, GString *out)
{
    g_autofree char *name = g_path_get_basename(page->report->root ? page->report->root : "report");
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *escaped = g_markup_escape_text(valid, -1);

    g_string_append_printf(out, "%s · linger", escaped);
}

static void put_style(const struct page *page, GString *out)
{
    g_string_append(out, page->style->str);
}

static void put_boot(const struct page *page, GString *out)
{
    g_string_append(out, page->boot->str);
}

static void put_script(const struct page *page, GString *out)
{
    g_string_append(out, page->script->str);
}

static void put_data(const struct page *page, GString *out)
{
    html_data(page->report, out);
}

/* What stands as {{name}} in the template. */
static const struct slot {
    const char *name;
    void (*put)(const struct page *page, GString *out);
} slots[] = {
    {"policy", put_policy}, {"title", put_title},   {"style", put_style},
    {"boot", put_boot},     {"script", put_script}, {"data", put_data},
};

static void fill_slot(const struct page *page, const char *name, size_t length, GString *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        if (strlen(slots[i].name) == length && memcmp(slots[i].name, name, length) == 0) {
            slots[i].put(page, out);
            return;
        }
    }
    bug("html/template.html: no slot is called '%.*s'", (int)length, name);
}

static void fill_template(const struct page *page, GString *out)
{
    const struct embedded_file *template = embedded_find(embedded_html, "template.html");
    const char *at = template ? template->data : "";
    const char *open;

    while ((open = strstr(at, "{{")) != NULL) {
        const char *close = strstr(open, "}}");
        g_string_append_len(out, at, open - at);
        if (close == NULL)
            bug("html/template.html: '{{' without '}}'");
        fill_slot(page, open + 2, (size_t)(close - open - 2), out);
        at = close + 2;
    }
    g_string_append(out, at);
}

static bool emit(const struct report *report, GString *out, struct error *err)
{
    struct page page = {report, g_string_new(NULL), g_string_new(NULL), g_string_new("'use strict';\n")};

    (void)err;
    append_file(page.style, "style.css");
    append_file(page.boot, "boot.js");
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
        append_file(page.script, scripts[i]);
    fill_template(&page, out);
    g_string_free(page.style, TRUE);
    g_string_free(page.boot, TRUE);
    g_string_free(page.script, TRUE);
    return true;
}

const struct emitter emitter_html = {
    .name = "html",
    .brief = "a report to read in a browser: one file, no network",
    .wants_all = true,
    .emit = emit,
};
