/* driver.c: libclang finds the newest gcc of this machine and its headers by itself, so a plain native compiler needs nothing.
 * Three cases do: a cross compiler (target and folders), several gcc versions side by side (which one is meant), and a compiler
 * that
 * --query-driver names. gcc's own folder of compiler headers is always left out: libclang brings clang's. */
#include "project/driver.h"

#include <fnmatch.h>
#include <sys/utsname.h>

struct drivers {
    struct intern *strings;
    struct notes *notes;
    const char *query_driver;
    GHashTable *answers; /* "compiler\nlanguage" (owned) -> GPtrArray of interned words, NULL-terminated */
};

enum driver_kind { DRIVER_UNKNOWN, DRIVER_GCC, DRIVER_CLANG };

struct driver_name {
    enum driver_kind kind;
    bool is_cxx, has_version;
    char *target; /* "aarch64-linux-gnu" of a cross compiler's name, or NULL; g_free */
};

static const struct {
    const char *name;
    enum driver_kind kind;
    bool is_cxx;
} known_names[] = {
    {"gcc", DRIVER_GCC, false},     {"g++", DRIVER_GCC, true},       {"cc", DRIVER_GCC, false},  {"c++", DRIVER_GCC, true},
    {"clang", DRIVER_CLANG, false}, {"clang++", DRIVER_CLANG, true}, {"c89", DRIVER_GCC, false}, {"c99", DRIVER_GCC, false},
};

static const char *const launchers[] = {"ccache",    "sccache", "distcc", "icecc", "buildcache", "gomacc",   "goma",
                                        "rewrapper", "env",     "nice",   "time",  "libtool",    "cachecc1", "colorgcc"};

/* Architectures that name a target clang knows. */
static const char *const architectures[] = {"x86_64",  "i386",        "i486",      "i586",    "i686",       "aarch64",
                                            "arm",     "armv7",       "armv7a",    "armv7l",  "armeb",      "riscv64",
                                            "riscv32", "powerpc64le", "powerpc64", "powerpc", "mips",       "mipsel",
                                            "mips64",  "mips64el",    "s390x",     "sparc64", "loongarch64"};

struct drivers *drivers_new(struct intern *strings, struct notes *notes, const char *query_driver)
{
    struct drivers *drivers = g_new0(struct drivers, 1);
    drivers->strings = strings;
    drivers->notes = notes;
    drivers->query_driver = query_driver;
    drivers->answers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return drivers;
}

void drivers_free(struct drivers *drivers)
{
    if (drivers == NULL)
        return;
    g_hash_table_destroy(drivers->answers);
    g_free(drivers);
}

static bool is_in(const char *word, size_t length, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == length && strncmp(word, list[i], length) == 0)
            return true;
    return false;
}

size_t driver_find_compiler(const char *const *words)
{
    size_t at = 0;
    while (words[at] != NULL) {
        char *name = g_path_get_basename(words[at]);
        bool is_launcher = is_in(name, strlen(name), launchers, G_N_ELEMENTS(launchers));
        bool is_setting = at > 0 && (words[at][0] == '-' || strchr(words[at], '=') != NULL);
        g_free(name);
        if (!is_launcher && !is_setting)
            return at;
        at++;
    }
    return 0;
}

/* [target-]name[-version] */
static struct driver_name read_name(const char *compiler)
{
    struct driver_name result = {.kind = DRIVER_UNKNOWN};
    char *name = g_path_get_basename(compiler);
    char *dash = strrchr(name, '-');
    if (dash != NULL && dash[1] != '\0' && strspn(dash + 1, "0123456789.") == strlen(dash + 1)) {
        *dash = '\0';
        result.has_version = true;
        dash = strrchr(name, '-');
    }
    const char *last = dash != NULL ? dash + 1 : name;
    for (size_t i = 0; i < G_N_ELEMENTS(known_names); i++)
        if (strcmp(last, known_names[i].name) == 0) {
            result.kind = known_names[i].kind;
            result.is_cxx = known_names[i].is_cxx;
            if (dash != NULL)
                result.target = g_strndup(name, (size_t)(dash - name));
        }
    g_free(name);
    return result;
}

bool driver_is_cxx(const char *compiler)
{
    struct driver_name name = read_name(compiler);
    g_free(name.target);
    return name.is_cxx;
}

/* Where the compiler lies, absolute; NULL: nowhere that we would run it from. */
static char *find_program(const struct drivers *drivers, const char *compiler, const char *directory, bool is_known)
{
    char *found = strchr(compiler, '/') != NULL ? g_canonicalize_filename(compiler, directory) : g_find_program_in_path(compiler);
    if (found == NULL)
        return NULL;
    bool is_allowed = drivers->query_driver != NULL && fnmatch(drivers->query_driver, found, 0) == 0;
    char *folder = g_path_get_dirname(found);
    char **search = g_strsplit(g_getenv("PATH") != NULL ? g_getenv("PATH") : "/usr/bin:/bin", ":", -1);
    for (char **at = search; is_known && !is_allowed && *at != NULL; at++)
        is_allowed = g_path_is_absolute(*at) && strcmp(*at, folder) == 0;
    g_strfreev(search);
    g_free(folder);
    if (is_allowed && g_file_test(found, G_FILE_TEST_IS_EXECUTABLE))
        return found;
    g_free(found);
    return NULL;
}

/* What the compiler says about itself when it preprocesses nothing; NULL if it will not. */
static char *ask(const char *program, bool is_cxx)
{
    char language[8];
    g_snprintf(language, sizeof language, "%s", is_cxx ? "c++" : "c");
    char *argv[] = {(char *)program, (char *)"-E", (char *)"-v", (char *)"-x", language, (char *)"/dev/null", NULL};
    char **environment = g_environ_setenv(g_get_environ(), "LC_ALL", "C", TRUE);
    char *text = NULL;
    int status = 0;
    bool ran = g_spawn_sync("/", argv, environment, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &text, &status, NULL);
    g_strfreev(environment);
    if (ran && g_spawn_check_wait_status(status, NULL))
        return text;
    g_free(text);
    return NULL;
}

/* ".../lib/gcc/x86_64-linux-gnu/12/include" -> its length without "/include"; 0 for other folders. */
static size_t gcc_install_length(const char *folder)
{
    if (strstr(folder, "/lib/gcc/") == NULL && strstr(folder, "/lib/gcc-cross/") == NULL && strstr(folder, "/lib64/gcc/") == NULL)
        return 0;
    const char *name = strrchr(folder, '/');
    if (strcmp(name, "/include") != 0 && strcmp(name, "/include-fixed") != 0)
        return 0;
    return (size_t)(name - folder);
}

static GPtrArray *read_folders(const char *text)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    char **lines = g_strsplit(text, "\n", -1);
    bool is_inside = false;
    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, "#include <...>"))
            is_inside = true;
        else if (g_str_has_prefix(*line, "End of search list"))
            break;
        else if (is_inside && (*line)[0] == ' ')
            g_ptr_array_add(folders, g_canonicalize_filename(*line + 1, "/"));
    }
    g_strfreev(lines);
    return folders;
}

static void add_word(const struct drivers *drivers, GPtrArray *words, const char *word)
{
    g_ptr_array_add(words, (gpointer)intern(drivers->strings, word));
}

static void add_folders(const struct drivers *drivers, GPtrArray *words, const GPtrArray *folders)
{
    for (guint i = 0; i < folders->len; i++)
        if (gcc_install_length(folders->pdata[i]) == 0 && strstr(folders->pdata[i], "/lib/clang/") == NULL) {
            add_word(drivers, words, "-isystem");
            add_word(drivers, words, folders->pdata[i]);
        }
}

static void add_install(const struct drivers *drivers, GPtrArray *words, const GPtrArray *folders)
{
    for (guint i = 0; i < folders->len; i++) {
        const char *folder = folders->pdata[i];
        size_t length = gcc_install_length(folder);
        if (length == 0)
            continue;
        g_ptr_array_add(words, (gpointer)intern_printf(drivers->strings, "--gcc-install-dir=%.*s", (int)length, folder));
        return;
    }
}

/* More than one version of the native gcc: libclang takes the newest, which may have no C++ library. */
static bool has_several_gccs(void)
{
    static const char *const parents[] = {"/usr/lib/gcc", "/usr/lib64/gcc"};
    unsigned versions = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(parents); i++) {
        GDir *targets = g_dir_open(parents[i], 0, NULL);
        const char *target;
        while (targets != NULL && (target = g_dir_read_name(targets)) != NULL) {
            char *path = g_build_filename(parents[i], target, NULL);
            GDir *inside = g_dir_open(path, 0, NULL);
            g_free(path);
            const char *version;
            while (inside != NULL && (version = g_dir_read_name(inside)) != NULL)
                versions += g_ascii_isdigit(version[0]) ? 1 : 0;
            if (inside != NULL)
                g_dir_close(inside);
        }
        if (targets != NULL)
            g_dir_close(targets);
    }
    return versions > 1;
}

/* x86_64-linux-gnu-gcc on x86_64 is plain gcc. */
static bool target_is_native(const char *target)
{
    struct utsname machine;
    size_t length = strcspn(target, "-");
    return uname(&machine) == 0 && strlen(machine.machine) == length && strncmp(target, machine.machine, length) == 0 &&
           (g_str_has_suffix(target, "-linux-gnu") || g_str_has_suffix(target, "-redhat-linux") ||
            g_str_has_suffix(target, "-suse-linux"));
}

static bool target_is_known(const char *target)
{
    size_t length = strcspn(target, "-");
    return is_in(target, length, architectures, G_N_ELEMENTS(architectures));
}

static void answer(const struct drivers *drivers, const char *compiler, const char *directory, const char *example, bool is_cxx,
                   GPtrArray *words)
{
    struct driver_name name = read_name(compiler);
    bool is_native = name.target == NULL || target_is_native(name.target);
    bool is_cross = !is_native && target_is_known(name.target);
    bool is_foreign = name.kind == DRIVER_UNKNOWN || (!is_native && !is_cross);
    if (is_cross)
        g_ptr_array_add(words, (gpointer)intern_printf(drivers->strings, "--target=%s", name.target));
    g_free(name.target);
    if (name.kind == DRIVER_CLANG || (!is_cross && !is_foreign && drivers->query_driver == NULL && !has_several_gccs()))
        return;
    char *program = find_program(drivers, compiler, directory, name.kind == DRIVER_GCC);
    char *text = program != NULL ? ask(program, is_cxx) : NULL;
    if (text == NULL && name.kind == DRIVER_UNKNOWN) {
        notes_doubt(
            drivers->notes, example,
            "the compiler '%s' is not known, so its own include folders are not either; --query-driver lets linger ask it",
            compiler);
    } else if (text == NULL) {
        notes_add(drivers->notes, example, "the compiler '%s' was not asked for its include folders; --query-driver allows that",
                  compiler);
    } else {
        GPtrArray *folders = read_folders(text);
        if (is_cross || is_foreign || strstr(text, "gcc version") == NULL)
            add_folders(drivers, words, folders);
        else
            add_install(drivers, words, folders);
        g_ptr_array_unref(folders);
    }
    g_free(text);
    g_free(program);
}

const char *const *drivers_arguments(struct drivers *drivers, const char *compiler, const char *directory, const char *example,
                                     bool is_cxx)
{
    bool is_relative = strchr(compiler, '/') != NULL && !g_path_is_absolute(compiler);
    char *key = g_strdup_printf("%s\n%s\n%d", compiler, is_relative ? directory : "", is_cxx);
    GPtrArray *words = g_hash_table_lookup(drivers->answers, key);
    if (words == NULL) {
        words = g_ptr_array_new();
        answer(drivers, compiler, directory, example, is_cxx, words);
        g_ptr_array_add(words, NULL);
        g_hash_table_insert(drivers->answers, key, words);
    } else {
        g_free(key);
    }
    return (const char *const *)words->pdata;
}
