/* harness.c: the test harness' own helpers. */
#include "test/test.h"

#include <glib/gstdio.h>

TEST(harness_diff_shows_changed_lines_only)
{
    g_autofree char *same = text_diff("a\nb\n", "a\nb\n");
    g_autofree char *changed = text_diff("a\nb\nc\n", "a\nx\nc\n");

    CHECK_TEXT(same, "");
    CHECK(strstr(changed, "- b\n") && strstr(changed, "+ x\n") && strstr(changed, "  c\n"));
    CHECK(!strstr(changed, "- a") && !strstr(changed, "+ a"));
}

TEST(harness_folder_is_writable)
{
    g_autofree char *path = g_build_filename(test_folder(), "file", NULL);
    g_autofree char *text = NULL;

    CHECK(g_file_set_contents(path, "hello", -1, NULL));
    CHECK(g_file_get_contents(path, &text, NULL, NULL));
    CHECK_TEXT(text, "hello");
}
