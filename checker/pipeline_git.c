#include "pipeline_git.h"

#include <errno.h>
#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 32 };

static GByteArray *read_to_end(int fd)
{
    GByteArray *bytes = g_byte_array_new();
    guint8 buffer[65536];
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            g_byte_array_append(bytes, buffer, (guint)got);
    close(fd);
    return bytes;
}

/* What git prints, with a NUL behind it, g_free; NULL when it fails or is not there. `arguments` are NULL-terminated; `length`
 * may be NULL. Signal dispositions and the environment are inherited: GIT_DIR is how a hook says which repository. */
static char *git_bytes(const char *folder, const char *const *arguments, size_t *length)
{
    const char *argv[MAX_ARGUMENTS] = {"git", "--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", "-C", folder};
    size_t count = 7;
    for (size_t i = 0; arguments[i] != NULL; i++) {
        assert(count < MAX_ARGUMENTS - 1);
        argv[count++] = arguments[i];
    }
    GPid child;
    int out, status = -1;
    GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_DO_NOT_REAP_CHILD;
    if (!g_spawn_async_with_pipes(NULL, (char **)argv, NULL, flags, NULL, NULL, &child, NULL, &out, NULL, NULL))
        return NULL;
    GByteArray *bytes = read_to_end(out);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (length != NULL)
        *length = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    char *text = (char *)g_byte_array_free(bytes, FALSE);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        g_clear_pointer(&text, g_free);
    return text;
}

#define GIT(folder, length, ...) git_bytes((folder), (const char *[]){__VA_ARGS__, NULL}, (length))

static char *first_line(char *text)
{
    if (text != NULL)
        g_strchomp(text);
    if (text != NULL && *text == '\0')
        g_clear_pointer(&text, g_free);
    return text;
}

char *git_revision(const char *folder)
{
    return first_line(GIT(folder, NULL, "rev-parse", "--verify", "--quiet", "HEAD"));
}

bool git_is_dirty(const char *folder)
{
    char *changes = GIT(folder, NULL, "status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all");
    bool is_dirty = changes != NULL && *changes != '\0';
    g_free(changes);
    return is_dirty;
}

char *git_config(const char *folder, const char *key)
{
    return first_line(GIT(folder, NULL, "config", "--get", key));
}

char *git_top(const char *folder)
{
    char *top = first_line(GIT(folder, NULL, "rev-parse", "--show-toplevel"));
    char real[PATH_MAX];
    if (top != NULL && realpath(top, real) != NULL) {
        g_free(top);
        top = g_strdup(real);
    }
    return top;
}

char *git_hooks(const char *folder)
{
    return first_line(GIT(folder, NULL, "rev-parse", "--git-path", "hooks"));
}

char *git_main_branch(const char *folder)
{
    char *name = first_line(GIT(folder, NULL, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"));
    if (name != NULL && g_str_has_prefix(name, "origin/"))
        memmove(name, name + strlen("origin/"), strlen(name) - strlen("origin/") + 1);
    return name != NULL ? name : first_line(GIT(folder, NULL, "symbolic-ref", "--quiet", "--short", "HEAD"));
}

char *git_commit(const char *folder, const char *text)
{
    if (*text == '-') /* would be an option */
        return NULL;
    char *name = g_strdup_printf("%s^{commit}", text);
    char *commit = first_line(GIT(folder, NULL, "rev-parse", "--verify", "--quiet", name));
    g_free(name);
    return commit;
}

char *git_empty_tree(const char *folder)
{
    return first_line(GIT(folder, NULL, "hash-object", "-t", "tree", "/dev/null"));
}

char *git_text(const char *folder, const char *commit, const char *path, size_t *length)
{
    char *name = g_strdup_printf("%s:%s", commit, path);
    char *text = GIT(folder, length, "cat-file", "blob", name);
    g_free(name);
    return text;
}

/* --- differences --------------------------------------------------------------------------------------------------------- */

static void free_file(void *data)
{
    struct git_file *file = data;
    g_free(file->path);
    g_free(file->was);
    g_free(file);
}

/* "M\0path\0", "R100\0old\0new\0", … */
static void parse_names(const char *text, size_t length, GPtrArray *files)
{
    const char *end = text + length;
    while (text < end) {
        char state = *text;
        const char *path = text + strlen(text) + 1;
        if (path >= end)
            break;
        struct git_file *file = g_new0(struct git_file, 1);
        if ((state == 'R' || state == 'C') && path + strlen(path) + 1 < end) {
            file->was = g_strdup(path);
            path += strlen(path) + 1;
        } else if (state != 'A') {
            file->was = g_strdup(path);
        }
        file->path = g_strdup(path);
        file->is_deleted = state == 'D';
        g_ptr_array_add(files, file);
        text = path + strlen(path) + 1;
    }
}

static void add_untracked(const char *folder, GPtrArray *files)
{
    size_t length = 0;
    char *text = GIT(folder, &length, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/");
    for (char *path = text; path != NULL && path < text + length; path += strlen(path) + 1) {
        struct git_file *file = g_new0(struct git_file, 1);
        file->path = g_strdup(path);
        g_ptr_array_add(files, file);
    }
    g_free(text);
}

GPtrArray *git_changed_files(const char *folder, enum git_sides sides, const char *commit)
{
    size_t length = 0;
    char *text = GIT(folder, &length, "-c", "core.quotePath=false", "diff", "--name-status", "-z", "--ignore-submodules=all",
                     "--find-renames", "--no-relative", sides == GIT_TREE_TO_INDEX ? "--cached" : "--no-ext-diff",
                     sides == GIT_INDEX_TO_FILES ? "--no-textconv" : commit, "--");
    if (text == NULL)
        return NULL;
    GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
    parse_names(text, length, files);
    g_free(text);
    if (sides != GIT_TREE_TO_INDEX)
        add_untracked(folder, files);
    return files;
}

/* The path of a "+++ b/path" line; NULL: /dev/null. g_free. */
static char *header_path(const char *text)
{
    char *plain;
    if (*text == '"') {
        plain = g_strcompress(text + 1);
        size_t size = strlen(plain);
        if (size > 0 && plain[size - 1] == '"')
            plain[size - 1] = '\0';
    } else {
        plain = g_strdup(text);
        g_strchomp(plain); /* git ends names with blanks in them by a tab */
    }
    char *path = g_str_has_prefix(plain, "b/") ? g_strdup(plain + 2) : NULL;
    g_free(plain);
    return path;
}

static void free_lines(void *data)
{
    g_free(((struct git_lines *)data)->path);
}

GArray *git_changed_lines(const char *folder, enum git_sides sides, const char *commit)
{
    char *text =
        GIT(folder, NULL, "-c", "core.quotePath=false", "diff", "--patch", "--unified=0", "--no-color", "--no-ext-diff",
            "--no-textconv", "--ignore-submodules=all", "--find-renames", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/",
            sides == GIT_TREE_TO_INDEX ? "--cached" : "--no-color", sides == GIT_INDEX_TO_FILES ? "--no-color" : commit, "--");
    if (text == NULL)
        return NULL;
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct git_lines));
    g_array_set_clear_func(all, free_lines);
    char *path = NULL;
    bool is_header = true; /* a changed line may begin with "++ b/", too */
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        struct git_lines found = {.count = 1};
        if (g_str_has_prefix(*line, "diff --git "))
            is_header = true;
        else if (is_header && g_str_has_prefix(*line, "+++ ")) {
            g_free(path);
            path = header_path(*line + 4);
        } else if (g_str_has_prefix(*line, "@@ ")) {
            is_header = false;
            const char *plus = strchr(*line, '+');
            if (path == NULL || plus == NULL || sscanf(plus, "+%u,%u", &found.first, &found.count) < 1)
                continue;
            found.path = g_strdup(path);
            g_array_append_val(all, found);
        }
    }
    g_strfreev(lines);
    g_free(path);
    g_free(text);
    return all;
}
