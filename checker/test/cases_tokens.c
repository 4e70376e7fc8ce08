/* cases_tokens.c: when are two cases the same case? When their tokens are, after comments and layout are gone and every name of the
 * case's own (not a keyword, not a word of testdata/include/) is replaced by its order of appearance. */
#include "test/cases.h"

static const char *const keywords =
    " auto bool break case catch char class const constexpr continue default delete do double else enum explicit extern false final"
    " float for friend goto if inline int long mutable namespace new noexcept nullptr operator override private protected public"
    " return short signed sizeof static struct switch template this thread_local throw true try typedef typename union unsigned"
    " using virtual void volatile while include define ifdef ifndef endif NULL ";

static GHashTable *vocabulary; /* words of the fake headers; a set of char * */

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static size_t comment_length(const char *at)
{
    const char *end;

    if (at[0] == '/' && at[1] == '/')
        return strcspn(at, "\n");
    if (at[0] != '/' || at[1] != '*')
        return 0;
    end = strstr(at + 2, "*/");
    return end ? (size_t)(end + 2 - at) : strlen(at);
}

static size_t quoted_length(const char *at)
{
    size_t length = 1;

    while (at[length] && at[length] != at[0] && at[length] != '\n')
        length += at[length] == '\\' && at[length + 1] ? 2 : 1;
    return at[length] == at[0] ? length + 1 : length;
}

static size_t word_length(const char *at)
{
    size_t length = 0;

    while (is_word(at[length]))
        length++;
    return length;
}

static void learn_words(const char *text)
{
    while (*text) {
        size_t skip = comment_length(text), length = skip ? 0 : word_length(text);

        if (length > 0)
            g_hash_table_add(vocabulary, g_strndup(text, length));
        text += skip ? skip : MAX(length, 1);
    }
}

static void learn_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        g_autofree char *text = NULL;

        g_hash_table_add(vocabulary, g_strdup(name));
        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            learn_folder(child);
        else if (g_file_get_contents(child, &text, NULL, NULL))
            learn_words(text);
    }
    if (dir)
        g_dir_close(dir);
}

static bool is_shared_word(const char *word)
{
    g_autofree char *padded = g_strconcat(" ", word, " ", NULL);

    if (!vocabulary) {
        vocabulary = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        learn_folder(LINGER_TESTDATA "/include");
    }
    return strstr(keywords, padded) || g_hash_table_contains(vocabulary, word);
}

static void append_word(GString *out, GHashTable *names, const char *at, size_t length)
{
    char *word = g_strndup(at, length);
    gpointer number;

    if (g_ascii_isdigit(*word)) {
        g_string_append(out, "0 ");
        g_free(word);
    } else if (is_shared_word(word)) {
        g_string_append_printf(out, "%s ", word);
        g_free(word);
    } else if (g_hash_table_lookup_extended(names, word, NULL, &number)) {
        g_string_append_printf(out, "$%u ", GPOINTER_TO_UINT(number));
        g_free(word);
    } else {
        g_string_append_printf(out, "$%u ", g_hash_table_size(names));
        g_hash_table_insert(names, word, GUINT_TO_POINTER(g_hash_table_size(names)));
    }
}

static void append_tokens(GString *out, GHashTable *names, const char *text)
{
    while (*text) {
        size_t length = comment_length(text);

        if (length == 0 && (*text == '"' || *text == '\'')) {
            length = quoted_length(text);
            g_string_append(out, "\"\" ");
        } else if (length == 0 && is_word(*text)) {
            length = word_length(text);
            append_word(out, names, text, length);
        } else if (length == 0) {
            length = 1;
            if (!g_ascii_isspace(*text))
                g_string_append_printf(out, "%c ", *text);
        }
        text += length;
    }
}

char *normalised_tokens(const struct test_case *test)
{
    GString *out = g_string_new(NULL);
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *lists[] = {test->headers, test->sources};

    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            g_autofree char *path = test_case_file(test, lists[i]->pdata[j]);
            g_autofree char *text = NULL;

            if (g_file_get_contents(path, &text, NULL, NULL))
                append_tokens(out, names, text);
            g_string_append(out, "\n");
        }
    g_hash_table_unref(names);
    return g_string_free(out, FALSE);
}
