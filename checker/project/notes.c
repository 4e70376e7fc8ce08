#include "project/notes.h"

struct notes {
    GHashTable *seen; /* text (owned) -> struct note (owned) */
};

struct note {
    unsigned count;
    bool is_doubt;
    char *example; /* smallest, so that the order of commands does not show */
};

static void note_free(void *data)
{
    struct note *note = data;
    g_free(note->example);
    g_free(note);
}

struct notes *notes_new(void)
{
    struct notes *notes = g_new0(struct notes, 1);
    notes->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, note_free);
    return notes;
}

void notes_free(struct notes *notes)
{
    if (notes == NULL)
        return;
    g_hash_table_destroy(notes->seen);
    g_free(notes);
}

/* Takes over `text`. */
static struct note *add(struct notes *notes, const char *example, char *text)
{
    struct note *note = g_hash_table_lookup(notes->seen, text);
    if (note == NULL) {
        note = g_new0(struct note, 1);
        g_hash_table_insert(notes->seen, text, note);
    } else {
        g_free(text);
    }
    note->count++;
    if (example != NULL && (note->example == NULL || strcmp(example, note->example) < 0)) {
        g_free(note->example);
        note->example = g_strdup(example);
    }
    return note;
}

void notes_add(struct notes *notes, const char *example, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(notes, example, g_strdup_vprintf(format, args));
    va_end(args);
}

void notes_doubt(struct notes *notes, const char *example, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(notes, example, g_strdup_vprintf(format, args))->is_doubt = true;
    va_end(args);
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void notes_list(const struct notes *notes, GPtrArray *lines, GPtrArray *doubts)
{
    GHashTableIter iter;
    gpointer text, value;
    g_hash_table_iter_init(&iter, notes->seen);
    while (g_hash_table_iter_next(&iter, &text, &value)) {
        const struct note *note = value;
        GPtrArray *list = note->is_doubt ? doubts : lines;
        if (note->example == NULL)
            g_ptr_array_add(list, g_strdup(text));
        else if (note->count == 1)
            g_ptr_array_add(list, g_strdup_printf("%s (%s)", (char *)text, note->example));
        else
            g_ptr_array_add(list, g_strdup_printf("%s (%u times, as for %s)", (char *)text, note->count, note->example));
    }
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_sort(doubts, compare_lines);
}
