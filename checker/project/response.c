#include "project/response.h"

#include <sys/stat.h>

enum { MAX_DEPTH = 10, MAX_FILES = 1000, MAX_BYTES = 16 * 1024 * 1024, MAX_ARGUMENTS = 1000 * 1000 };

struct expansion {
    const char *directory, *example;
    struct notes *notes;
    unsigned files; /* read so far: files that name each other could keep us busy for ever */
    GPtrArray *out;
};

void response_split(const char *text, GPtrArray *out)
{
    GString *word = NULL;
    char quote = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (quote == 0 && g_ascii_isspace(*at)) {
            if (word != NULL)
                g_ptr_array_add(out, g_string_free(g_steal_pointer(&word), FALSE));
            continue;
        }
        if (word == NULL)
            word = g_string_new(NULL);
        if (*at == quote)
            quote = 0;
        else if (quote == 0 && (*at == '"' || *at == '\''))
            quote = *at;
        else if (*at == '\\' && at[1] != '\0')
            g_string_append_c(word, *++at);
        else
            g_string_append_c(word, *at);
    }
    if (word != NULL)
        g_ptr_array_add(out, g_string_free(word, FALSE));
}

/* The text of a regular file of decent size, or NULL. */
static char *read_text(const char *path)
{
    struct stat info;
    char *text = NULL;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > MAX_BYTES)
        return NULL;
    return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static void expand(struct expansion *expansion, char *const *arguments, guint count, int depth)
{
    for (guint i = 0; i < count && expansion->out->len < MAX_ARGUMENTS; i++) {
        const char *argument = arguments[i];
        if (argument[0] != '@' || argument[1] == '\0') {
            g_ptr_array_add(expansion->out, g_strdup(argument));
            continue;
        }
        bool is_too_deep = depth >= MAX_DEPTH || ++expansion->files > MAX_FILES;
        char *path = g_canonicalize_filename(argument + 1, expansion->directory);
        char *text = is_too_deep ? NULL : read_text(path);
        g_free(path);
        if (text == NULL) {
            notes_doubt(expansion->notes, expansion->example, "dropped the response file '%s', which %s", argument,
                        is_too_deep ? "is nested too deeply" : "cannot be read");
            continue;
        }
        GPtrArray *inner = g_ptr_array_new_with_free_func(g_free);
        response_split(text, inner);
        g_free(text);
        expand(expansion, (char *const *)inner->pdata, inner->len, depth + 1);
        g_ptr_array_unref(inner);
    }
}

void response_expand(const char *const *arguments, const char *directory, const char *example, struct notes *notes,
                     GPtrArray *out)
{
    struct expansion expansion = {.directory = directory, .example = example, .notes = notes, .out = out};
    expand(&expansion, (char *const *)arguments, g_strv_length((char **)arguments), 0);
}
