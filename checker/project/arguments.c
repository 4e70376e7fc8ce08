/* arguments.c: the allow-list at work. Each word of a command is looked up in arguments.def; the rows' actions are below. */
#include "project/arguments.h"

#include "project/driver.h"
#include "project/response.h"

enum shape { FLAG, JOINED, SEPARATE, EITHER };

enum action {
    ACTION_KEEP,
    ACTION_C_ONLY,   /* keep in C; an error in C++ */
    ACTION_PATH,     /* keep; the folder becomes absolute ("=dir", relative to the sysroot, stays) */
    ACTION_FILE,     /* keep; absolute if the command's directory has it, else it is found along -I */
    ACTION_INCLUDE,  /* -include: as text, never through a precompiled header lying beside it */
    ACTION_DEFINE,   /* keep, but for _FORTIFY_SOURCE: its wrappers say nothing new and cost time */
    ACTION_STANDARD, /* -std=: in a spelling that libclang 17 knows, and of the file's language */
    ACTION_LANGUAGE, /* -x */
    ACTION_NUMBER,   /* keep if the value is a number */
    ACTION_TARGET,
    ACTION_COMMAS, /* -Wp,a,b: each piece is an option */
    ACTION_AGAIN,  /* the value is an option */
    ACTION_XCLANG, /* only textual -include passes */
    ACTION_OUTPUT, /* dropped, but remembered as the target */
    ACTION_QUIET,
    ACTION_DROP,
};

struct row {
    const char *spelling;
    enum shape shape;
    enum action action;
};

static const struct row rows[] = {
#define OPTION(spelling, shape, action) {spelling, shape, ACTION_##action},
#include "project/arguments.def"
#undef OPTION
};

/* -std= values and what libclang 17 calls them. */
static const struct {
    const char *name, *use;
    bool is_cxx;
} standards[] = {
    {"c89", "c89", false},          {"c90", "c89", false},
    {"iso9899:1990", "c89", false}, {"iso9899:199409", "iso9899:199409", false},
    {"c99", "c99", false},          {"c9x", "c99", false},
    {"iso9899:1999", "c99", false}, {"c11", "c11", false},
    {"c1x", "c11", false},          {"iso9899:2011", "c11", false},
    {"c17", "c17", false},          {"c18", "c17", false},
    {"iso9899:2017", "c17", false}, {"iso9899:2018", "c17", false},
    {"c2x", "c2x", false},          {"c23", "c2x", false},
    {"iso9899:2024", "c2x", false}, {"c2y", "c2x", false},
    {"gnu89", "gnu89", false},      {"gnu90", "gnu89", false},
    {"gnu99", "gnu99", false},      {"gnu9x", "gnu99", false},
    {"gnu11", "gnu11", false},      {"gnu1x", "gnu11", false},
    {"gnu17", "gnu17", false},      {"gnu18", "gnu17", false},
    {"gnu2x", "gnu2x", false},      {"gnu23", "gnu2x", false},
    {"gnu2y", "gnu2x", false},      {"c++98", "c++98", true},
    {"c++03", "c++03", true},       {"c++0x", "c++11", true},
    {"c++11", "c++11", true},       {"c++1y", "c++14", true},
    {"c++14", "c++14", true},       {"c++1z", "c++17", true},
    {"c++17", "c++17", true},       {"c++2a", "c++20", true},
    {"c++20", "c++20", true},       {"c++2b", "c++23", true},
    {"c++23", "c++23", true},       {"c++2c", "c++2c", true},
    {"c++26", "c++2c", true},       {"gnu++98", "gnu++98", true},
    {"gnu++03", "gnu++03", true},   {"gnu++0x", "gnu++11", true},
    {"gnu++11", "gnu++11", true},   {"gnu++1y", "gnu++14", true},
    {"gnu++14", "gnu++14", true},   {"gnu++1z", "gnu++17", true},
    {"gnu++17", "gnu++17", true},   {"gnu++2a", "gnu++20", true},
    {"gnu++20", "gnu++20", true},   {"gnu++2b", "gnu++23", true},
    {"gnu++23", "gnu++23", true},   {"gnu++2c", "gnu++2c", true},
    {"gnu++26", "gnu++2c", true},
};

/* Values of -x. Headers and preprocessed text are read as ordinary text. */
static const struct {
    const char *name;
    enum language language;
} languages[] = {
    {"c", LANGUAGE_C},
    {"c-header", LANGUAGE_C},
    {"cpp-output", LANGUAGE_C},
    {"c++", LANGUAGE_CXX},
    {"c++-header", LANGUAGE_CXX},
    {"c++-cpp-output", LANGUAGE_CXX},
    {"c++-system-header", LANGUAGE_CXX},
    {"c++-user-header", LANGUAGE_CXX},
};

struct cleaner {
    struct arena *arena;
    struct intern *strings;
    struct paths *paths;
    struct notes *notes;
    struct drivers *drivers;
    GHashTable *rows_by_word; /* interned word -> row that fits best; `rows` itself: none */
    GHashTable *lists;        /* interned key -> const char *const * */
};

/* One command on its way through. */
struct cleaning {
    struct cleaner *cleaner;
    const struct raw_command *command;
    GPtrArray *kept;   /* interned */
    GPtrArray *c_only; /* interned: kept if it is C */
    const char *standard, *target, *output, *sysroot;
    enum language language; /* -x; LANGUAGE_HEADER: none given */
    const char *strange_language;
    bool expects_include; /* after -Xclang -include */
};

struct cleaner *cleaner_new(struct arena *arena, struct intern *strings, struct paths *paths, struct notes *notes,
                            const char *query_driver)
{
    struct cleaner *cleaner = g_new0(struct cleaner, 1);
    cleaner->arena = arena;
    cleaner->strings = strings;
    cleaner->paths = paths;
    cleaner->notes = notes;
    cleaner->drivers = drivers_new(strings, notes, query_driver);
    cleaner->rows_by_word = g_hash_table_new(g_direct_hash, g_direct_equal);
    cleaner->lists = g_hash_table_new(g_direct_hash, g_direct_equal);
    return cleaner;
}

void cleaner_free(struct cleaner *cleaner)
{
    if (cleaner == NULL)
        return;
    drivers_free(cleaner->drivers);
    g_hash_table_destroy(cleaner->rows_by_word);
    g_hash_table_destroy(cleaner->lists);
    g_free(cleaner);
}

static bool row_fits(const struct row *row, const char *word)
{
    size_t length = strlen(row->spelling);
    if (strncmp(word, row->spelling, length) != 0)
        return false;
    bool is_exact = word[length] == '\0';
    switch (row->shape) {
    case FLAG:
    case SEPARATE:
        return is_exact;
    case JOINED:
        return !is_exact;
    case EITHER:
        return true;
    }
    return false;
}

/* The longest row that fits, or NULL. A project uses few distinct words many times: each is searched for once. */
static const struct row *find_row(struct cleaner *cleaner, const char *word)
{
    const char *key = intern(cleaner->strings, word);
    gpointer known;
    if (g_hash_table_lookup_extended(cleaner->rows_by_word, key, NULL, &known))
        return known;
    const struct row *best = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (row_fits(&rows[i], word) && (best == NULL || strlen(rows[i].spelling) > strlen(best->spelling)))
            best = &rows[i];
    g_hash_table_insert(cleaner->rows_by_word, (gpointer)key, (gpointer)best);
    return best;
}

static void keep(struct cleaning *cleaning, const char *word)
{
    g_ptr_array_add(cleaning->kept, (gpointer)intern(cleaning->cleaner->strings, word));
}

/* Options of one letter and those ending in "=" are written joined, the others as two words. */
static void keep_value(struct cleaning *cleaning, const struct row *row, const char *value)
{
    size_t length = strlen(row->spelling);
    if (length == 2 || row->shape == JOINED) {
        g_ptr_array_add(cleaning->kept, (gpointer)intern_printf(cleaning->cleaner->strings, "%s%s", row->spelling, value));
    } else {
        keep(cleaning, row->spelling);
        keep(cleaning, value);
    }
}

static void drop(struct cleaning *cleaning, const char *word, const char *value)
{
    notes_add(cleaning->cleaner->notes, cleaning->command->display, "dropped the option '%s%s%s'", word, value != NULL ? " " : "",
              value != NULL ? value : "");
}

/* -I/usr/include/python3.11, as pkg-config says it: what is installed there is no part of the project, so models speak for it
 * and not the bodies of its inline functions. */
static bool is_installed(const char *folder)
{
    static const char *const places[] = {"/usr/include/", "/usr/local/include/", "/usr/lib/", "/usr/lib64/"};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (g_str_has_prefix(folder, places[i]) && folder[strlen(places[i])] != '\0')
            return true;
    return false;
}

static void keep_folder(struct cleaning *cleaning, const struct row *row, const char *value)
{
    if (value[0] == '\0')
        return;
    if (value[0] != '=')
        value = paths_folder(cleaning->cleaner->paths, cleaning->command->directory, value);
    if (strstr(row->spelling, "sysroot") != NULL)
        cleaning->sysroot = value;
    if (strcmp(row->spelling, "-I") == 0 && is_installed(value))
        row = find_row(cleaning->cleaner, "-isystem");
    keep_value(cleaning, row, value);
}

/* #include "FILE" looks in the directory of the command first. */
static const char *settle_file(struct cleaning *cleaning, const char *value)
{
    const char *path = paths_file(cleaning->cleaner->paths, cleaning->command->directory, value);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? path : value;
}

/* As options of cc1: there, unlike in the driver, a FILE.pch or FILE.gch beside it is not loaded instead. */
static void keep_include(struct cleaning *cleaning, const char *value)
{
    keep(cleaning, "-Xclang");
    keep(cleaning, "-include");
    keep(cleaning, "-Xclang");
    keep(cleaning, settle_file(cleaning, value));
}

static void set_language(struct cleaning *cleaning, const char *value)
{
    cleaning->strange_language = NULL;
    cleaning->language = LANGUAGE_HEADER;
    if (strcmp(value, "none") == 0)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
        if (strcmp(value, languages[i].name) == 0) {
            cleaning->language = languages[i].language;
            return;
        }
    cleaning->strange_language = value;
}

static bool is_number(const char *value)
{
    return value[0] != '\0' && strspn(value, "0123456789") == strlen(value);
}

static void take_xclang(struct cleaning *cleaning, const char *value)
{
    if (cleaning->expects_include)
        keep_include(cleaning, value);
    else if (strcmp(value, "-include") != 0)
        drop(cleaning, "-Xclang", value);
    cleaning->expects_include = !cleaning->expects_include && strcmp(value, "-include") == 0;
}

static void take_words(struct cleaning *cleaning, const char *const *words, size_t count);

static void take(struct cleaning *cleaning, const struct row *row, const char *word, const char *value)
{
    switch (row->action) {
    case ACTION_KEEP:
        if (value != NULL)
            keep_value(cleaning, row, value);
        else
            keep(cleaning, word);
        break;
    case ACTION_C_ONLY:
        g_ptr_array_add(cleaning->c_only, (gpointer)intern(cleaning->cleaner->strings, word));
        break;
    case ACTION_PATH:
        keep_folder(cleaning, row, value);
        break;
    case ACTION_FILE:
        keep_value(cleaning, row, settle_file(cleaning, value));
        break;
    case ACTION_INCLUDE:
        keep_include(cleaning, value);
        break;
    case ACTION_DEFINE:
        if (g_str_has_prefix(value, "_FORTIFY_SOURCE"))
            drop(cleaning, "-D", value);
        else
            keep_value(cleaning, row, value);
        break;
    case ACTION_STANDARD:
        cleaning->standard = value;
        break;
    case ACTION_LANGUAGE:
        set_language(cleaning, value);
        break;
    case ACTION_NUMBER:
        if (is_number(value))
            keep_value(cleaning, row, value);
        else
            drop(cleaning, word, NULL);
        break;
    case ACTION_TARGET:
        cleaning->target = value;
        break;
    case ACTION_COMMAS: {
        char **pieces = g_strsplit(value, ",", -1);
        take_words(cleaning, (const char *const *)pieces, g_strv_length(pieces));
        g_strfreev(pieces);
        break;
    }
    case ACTION_AGAIN:
        take_words(cleaning, &value, 1);
        break;
    case ACTION_XCLANG:
        take_xclang(cleaning, value);
        break;
    case ACTION_OUTPUT:
        cleaning->output = value;
        break;
    case ACTION_QUIET:
        break;
    case ACTION_DROP:
        drop(cleaning, row->spelling, value);
        break;
    }
}

/* Words that are no options are inputs: the file itself is known already, others (objects, libraries) do not matter here. */
static void take_words(struct cleaning *cleaning, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *word = words[i];
        if (strcmp(word, "--") == 0)
            return;
        if (word[0] != '-' || word[1] == '\0')
            continue;
        const struct row *row = find_row(cleaning->cleaner, word);
        if (row == NULL) {
            drop(cleaning, word, NULL);
            continue;
        }
        size_t length = strlen(row->spelling);
        const char *value = word[length] != '\0' ? word + length : NULL;
        if (value == NULL && (row->shape == SEPARATE || row->shape == EITHER)) {
            if (i + 1 == count) {
                drop(cleaning, word, NULL);
                return;
            }
            value = words[++i];
        }
        take(cleaning, row, word, value == NULL ? NULL : intern(cleaning->cleaner->strings, value));
    }
}

static void add_standard(struct cleaning *cleaning)
{
    bool is_cxx = cleaning->language == LANGUAGE_CXX;
    if (cleaning->standard == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(standards); i++)
        if (strcmp(cleaning->standard, standards[i].name) == 0 && standards[i].is_cxx == is_cxx) {
            g_ptr_array_add(cleaning->kept, (gpointer)intern_printf(cleaning->cleaner->strings, "-std=%s", standards[i].use));
            return;
        }
    char *option = g_strdup_printf("-std=%s", cleaning->standard);
    drop(cleaning, option, NULL);
    g_free(option);
}

static bool decide_language(struct cleaning *cleaning, const char *compiler)
{
    const struct raw_command *command = cleaning->command;
    if (cleaning->strange_language != NULL) {
        notes_add(cleaning->cleaner->notes, command->display, "left out files in the language '%s'", cleaning->strange_language);
        return false;
    }
    if (cleaning->language == LANGUAGE_HEADER)
        cleaning->language = path_language(command->file);
    if (cleaning->language == LANGUAGE_NONE) {
        const char *dot = strrchr(command->file, '.');
        notes_add(cleaning->cleaner->notes, command->display, "left out '%s' files: not C or C++",
                  dot != NULL ? dot : command->file);
        return false;
    }
    bool has_cxx_compiler = compiler != NULL && driver_is_cxx(compiler);
    bool has_cxx_standard = cleaning->standard != NULL && strstr(cleaning->standard, "++") != NULL;
    if (cleaning->language == LANGUAGE_HEADER)
        cleaning->language = has_cxx_compiler || has_cxx_standard ? LANGUAGE_CXX : LANGUAGE_C;
    return true;
}

/* g++ x.c compiles C++, unless -x says otherwise. */
static void obey_compiler(struct cleaning *cleaning, const char *compiler)
{
    if (compiler != NULL && driver_is_cxx(compiler) && cleaning->language == LANGUAGE_HEADER &&
        path_language(cleaning->command->file) != LANGUAGE_NONE)
        cleaning->language = LANGUAGE_CXX;
}

static void share_list(struct cleaner *cleaner, GPtrArray *kept, struct clean_command *clean)
{
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < kept->len; i++)
        g_string_append_printf(key, "%s\x1f", (const char *)kept->pdata[i]);
    clean->key = intern(cleaner->strings, key->str);
    g_string_free(key, TRUE);
    clean->arguments = g_hash_table_lookup(cleaner->lists, clean->key);
    if (clean->arguments != NULL)
        return;
    g_ptr_array_add(kept, NULL);
    clean->arguments = arena_copy(cleaner->arena, kept->pdata, kept->len * sizeof(gpointer));
    g_hash_table_insert(cleaner->lists, (gpointer)clean->key, (gpointer)clean->arguments);
}

bool cleaner_clean(struct cleaner *cleaner, const struct raw_command *command, struct clean_command *clean)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    response_expand(command->words, command->directory, command->display, cleaner->notes, words);
    g_ptr_array_add(words, NULL);
    const char *const *all = (const char *const *)words->pdata;
    size_t first = command->has_compiler ? driver_find_compiler(all) : 0;
    const char *compiler = command->has_compiler ? all[first] : NULL;
    if (compiler != NULL)
        first++;

    struct cleaning cleaning = {.cleaner = cleaner,
                                .command = command,
                                .kept = g_ptr_array_new(),
                                .c_only = g_ptr_array_new(),
                                .language = LANGUAGE_HEADER};
    take_words(&cleaning, all + first, words->len - 1 - first);
    obey_compiler(&cleaning, compiler);
    bool is_ours = decide_language(&cleaning, compiler);
    if (is_ours) {
        bool is_cxx = cleaning.language == LANGUAGE_CXX;
        g_ptr_array_insert(cleaning.kept, 0, (gpointer)intern(cleaner->strings, "-x"));
        g_ptr_array_insert(cleaning.kept, 1, (gpointer)intern(cleaner->strings, is_cxx ? "c++" : "c"));
        add_standard(&cleaning);
        for (guint i = 0; !is_cxx && i < cleaning.c_only->len; i++)
            keep(&cleaning, cleaning.c_only->pdata[i]);
        if (cleaning.target != NULL)
            g_ptr_array_add(cleaning.kept, (gpointer)intern_printf(cleaner->strings, "--target=%s", cleaning.target));
        if (compiler != NULL && cleaning.target == NULL && cleaning.sysroot == NULL) {
            const char *const *extra =
                drivers_arguments(cleaner->drivers, compiler, command->directory, command->display, is_cxx);
            for (; *extra != NULL; extra++)
                keep(&cleaning, *extra);
        }
        clean->output = cleaning.output;
        share_list(cleaner, cleaning.kept, clean);
    }
    g_ptr_array_unref(cleaning.kept);
    g_ptr_array_unref(cleaning.c_only);
    g_ptr_array_unref(words);
    return is_ours;
}
