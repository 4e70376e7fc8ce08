#include "pipeline_git.h"

enum { MAX_ARGUMENTS = 16 };

/* What git prints; NULL when it fails or is not there. `arguments` are NULL-terminated. */
static char *git(const char *folder, const char *const *arguments)
{
    const char *argv[MAX_ARGUMENTS] = {"git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", folder};
    size_t count = 6;
    for (size_t i = 0; arguments[i] != NULL && count < MAX_ARGUMENTS - 1; i++)
        argv[count++] = arguments[i];
    char *out = NULL;
    int status = 0;
    /* Signal dispositions and the environment are inherited: GIT_DIR is how a hook says which repository. */
    bool is_run = g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                               &status, NULL);
    if (!is_run || !g_spawn_check_wait_status(status, NULL))
        g_clear_pointer(&out, g_free);
    return out;
}

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
    return first_line(git(folder, (const char *[]){"rev-parse", "--verify", "--quiet", "HEAD", NULL}));
}

bool git_is_dirty(const char *folder)
{
    char *changes = git(folder, (const char *[]){"status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all", NULL});
    bool is_dirty = changes != NULL && *changes != '\0';
    g_free(changes);
    return is_dirty;
}

char *git_config(const char *folder, const char *key)
{
    return first_line(git(folder, (const char *[]){"config", "--get", key, NULL}));
}
