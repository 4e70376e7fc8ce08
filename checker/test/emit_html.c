/* emit_html.c: the HTML report as text. How it looks and behaves is tools/test-html's business, in a browser; with
 * LINGER_HTML_SAMPLES=FOLDER set, the samples it opens are written there. */
#include "test/html_sample.h"
#include "test/test.h"

static GString *emit_sample(const char *name)
{
    struct sample *sample = sample_new(name);
    GString *out = g_string_new(NULL);
    const char *folder = g_getenv("LINGER_HTML_SAMPLES");

    CHECK(emitter_find("html")->emit(sample_report(sample), out, NULL));
    if (folder != NULL) {
        g_autofree char *path = g_strdup_printf("%s/%s.html", folder, name);
        CHECK(g_file_set_contents(path, out->str, (gssize)out->len, NULL));
    }
    sample_free(sample);
    return out;
}

static uint32_t count(const char *text, const char *what)
{
    uint32_t found = 0;

    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        found++;
    return found;
}

TEST(html_is_one_file_that_loads_nothing)
{
    GString *page = emit_sample("story");
    CHECK(g_str_has_prefix(page->str, "<!doctype html>"));
    CHECK(g_utf8_validate(page->str, (gssize)page->len, NULL));
    CHECK(strstr(page->str, "default-src 'none'") != NULL);
    CHECK_NUMBER(count(page->str, "sha256-"), 3);
    CHECK_NUMBER(count(page->str, "src=\""), 0);
    CHECK_NUMBER(count(page->str, "unsafe-inline"), 0);
    CHECK(strstr(page->str, "<title>chatterbox · linger</title>") != NULL);
    g_string_free(page, TRUE);
}

TEST(html_embeds_every_excerpt_once)
{
    GString *page = emit_sample("story");
    /* The file stands in five folders, and many findings name it. */
    CHECK_NUMBER(count(page->str, "TAILQ_INSERT_TAIL(&g_conns, c, link);\\n    g_served++"), 5);
    CHECK_NUMBER(count(page->str, "\"path\":\"src/net/server.c\""), 1);
    g_string_free(page, TRUE);
}

TEST(html_survives_hostile_text)
{
    GString *page = emit_sample("hostile");
    CHECK(g_utf8_validate(page->str, (gssize)page->len, NULL));
    CHECK_NUMBER(count(page->str, "</script>"), 3); /* the page's own */
    CHECK_NUMBER(count(page->str, "<!--"), 0);
    CHECK_NUMBER(count(page->str, "<img"), 0);
    CHECK_NUMBER(count(page->str, "\xe2\x80\xa8"), 0);
    CHECK_NUMBER(count(page->str, "\xe2\x80\xa9"), 0);
    CHECK(count(page->str, "\\u2028") > 0);
    CHECK(count(page->str, "{{data}} {{script}}") > 0);
    CHECK(strstr(page->str, "<title>&lt;b&gt;&amp; · linger</title>") != NULL);
    g_string_free(page, TRUE);
}

TEST(html_of_ten_thousand_findings_stays_small)
{
    GString *page = emit_sample("large");
    CHECK(page->len > 4 * 1024 * 1024);
    CHECK(page->len <= 20 * 1024 * 1024);
    g_string_free(page, TRUE);
}

TEST(html_of_nothing)
{
    GString *page = emit_sample("empty");
    GString *blind = emit_sample("blind");
    CHECK(strstr(page->str, "\"findings\":[]") != NULL);
    CHECK_NUMBER(count(blind->str, "\"reason\":"), 3);
    g_string_free(page, TRUE);
    g_string_free(blind, TRUE);
}

TEST(html_is_the_same_every_time)
{
    GString *first = emit_sample("story"), *second = emit_sample("story");
    CHECK(g_string_equal(first, second));
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
}
