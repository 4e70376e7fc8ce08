#include "cli/init_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "base/embed.h"
#include "project/config.h"

/* `template` NULL: the configuration's own. `advice`: what to do with the entry where the file exists. */
static const struct {
    const char *template, *advice;
    bool is_program;
} files[] = {
    [INIT_CONFIG] = {NULL, NULL, false},
    [INIT_HOOK] = {"init/pre-commit", NULL, true},
    [INIT_PRE_COMMIT] = {"init/pre-commit-config.yaml", "add this under its 'repos:'", false},
    [INIT_GITHUB] = {"init/github.yml", NULL, false},
    [INIT_GITLAB_JOB] = {"gitlab/linger.yml", NULL, false},
    [INIT_GITLAB] = {"init/gitlab-ci.yml", "add this to its 'include:'", false},
};

const char *init_origin(void)
{
    return LINGER_REPOSITORY;
}

const char *init_revision(void)
{
    return LINGER_REVISION;
}

/* --- filling in ---------------------------------------------------------------------------------------------------------- */

/* Inside "…" of YAML. */
static char *yaml_escaped(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    return g_string_free(out, FALSE);
}

static void fill(GString *text, const char *name, const char *value, bool is_yaml)
{
    char *escaped = is_yaml ? yaml_escaped(value) : g_strdup(value);
    g_string_replace(text, name, escaped, 0);
    g_free(escaped);
}

/* The running program, for a shell: git's clients do not all have the PATH of a terminal. */
static char *own_path(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return g_shell_quote(length > 0 ? path : "/usr/bin/linger");
}

static char *root_option(const struct init_values *values)
{
    if (values->below == NULL)
        return g_strdup("");
    char *quoted = g_shell_quote(values->below);
    char *option = g_strconcat(" --root ", quoted, NULL);
    g_free(quoted);
    return option;
}

static char *config_text(const struct init_values *values)
{
    char *template = config_template();
    GString *text = g_string_new(template);
    g_free(template);
    if (values->build != NULL) {
        char *escaped = yaml_escaped(values->build);
        char *line = g_strdup_printf("\nbuild: \"%s\"\n", escaped);
        if (g_string_replace(text, "\n#build: \n", line, 1) == 0)
            bug("the template of the configuration has no line for 'build'");
        g_free(line);
        g_free(escaped);
    }
    return g_string_free(text, FALSE);
}

char *init_text(enum init_file file, const struct init_values *values)
{
    if (files[file].template == NULL)
        return config_text(values);
    const struct embedded_file *template = embedded_find(embedded_tools, files[file].template);
    if (template == NULL)
        bug("no template '%s'", files[file].template);
    bool is_yaml = !files[file].is_program;
    char *own = own_path(), *root = root_option(values);
    GString *text = g_string_new_len(template->data, (gssize) template->size);
    fill(text, "@LINGER@", own, is_yaml);
    fill(text, "@ROOT@", root, is_yaml);
    fill(text, "@CONFIGURE@", values->configure, is_yaml);
    fill(text, "@BRANCH@", values->branch, is_yaml);
    fill(text, "@REVISION@", values->revision, is_yaml);
    fill(text, "@REPOSITORY@", values->repository != NULL ? values->repository : "", is_yaml);
    g_free(own);
    g_free(root);
    return g_string_free(text, FALSE);
}

/* --- writing ------------------------------------------------------------------------------------------------------------- */

static const char *shown(const char *path, const struct init_values *values)
{
    size_t length = strlen(values->root);
    return strncmp(path, values->root, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

/* As it would be written now? */
static bool is_ours(const char *path, const char *text)
{
    char *there = NULL;
    bool is_same = g_file_get_contents(path, &there, NULL, NULL) && strcmp(there, text) == 0;
    g_free(there);
    return is_same;
}

static void advise(enum init_file file, const char *path, const char *text, const struct init_values *values)
{
    fprintf(stderr, "linger: %s exists and was left as it is", shown(path, values));
    if (is_ours(path, text)) {
        fputc('\n', stderr);
    } else if (file == INIT_CONFIG && values->build != NULL) {
        fprintf(stderr, "; add to it: build: \"%s\"\n", values->build);
    } else if (file == INIT_HOOK) {
        char *root = root_option(values);
        fprintf(stderr, "; make it run this as well: linger check%s --staged --no-record || exit\n", root);
        g_free(root);
    } else if (files[file].advice != NULL) {
        const char *item = strstr(text, "  - ");
        fprintf(stderr, "; %s:\n%s", files[file].advice, item != NULL ? item : text);
    } else {
        fputc('\n', stderr);
    }
}

/* Exclusively: neither what exists nor what a link points to is touched. */
static bool create(const char *path, const char *text, bool is_program, struct error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, is_program ? 0777 : 0666);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool is_good = file != NULL && fputs(text, file) >= 0;
    int why = errno;
    if (file != NULL && fclose(file) != 0 && is_good) {
        is_good = false;
        why = errno;
    }
    if (!is_good && file != NULL)
        unlink(path);
    return is_good || error_set(err, "'%s' cannot be written: %s", path, g_strerror(why));
}

bool init_write(enum init_file file, const char *path, const struct init_values *values, struct error *err)
{
    char *text = init_text(file, values);
    if (g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        advise(file, path, text, values);
        g_free(text);
        return true;
    }
    char *folder = g_path_get_dirname(path);
    bool is_good = g_mkdir_with_parents(folder, 0777) == 0 ||
                   error_set(err, "the folder '%s' cannot be made: %s", folder, g_strerror(errno));
    is_good = is_good && create(path, text, files[file].is_program, err);
    if (is_good)
        fprintf(stderr, "linger: wrote %s\n", shown(path, values));
    g_free(folder);
    g_free(text);
    return is_good;
}
