/* cmd_cache.c: what lies in .linger, and making it smaller. */
#include <errno.h>
#include <glib/gstdio.h>

#include "cli/analysis.h"

struct options {
    struct place_options place;
    unsigned megabytes, runs;
};

static const struct option options[] = {
    {.name = "max-megabytes",
     .kind = OPTION_NUMBER,
     .value = "N",
     .offset = offsetof(struct options, megabytes),
     .help = "prune: drop the facts unused for longest until at most this much is left"},
    {.name = "keep-runs",
     .kind = OPTION_NUMBER,
     .value = "N",
     .offset = offsetof(struct options, runs),
     .help = "prune: keep the history of the last N runs"},
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static const char *const actions[] = {"clear", "prune", NULL};

static bool show(const char *path, struct error *err)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        printf("%s: no facts cached yet\n", path);
        return true;
    }
    struct cache *cache = cache_open(path, err);
    struct cache_size size;
    bool is_good = cache != NULL && cache_measure(cache, &size, err);
    if (is_good) {
        char *bytes = g_format_size(size.bytes);
        printf("%s: facts of %" PRIu64 " units, %s\n", path, size.entries, bytes);
        g_free(bytes);
    }
    cache_close(cache);
    return is_good;
}

static bool clear(const char *path, struct error *err)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        char *file = g_strconcat(path, suffixes[i], NULL);
        bool is_good =
            g_unlink(file) == 0 || errno == ENOENT || error_set(err, "'%s' cannot be removed: %s", file, g_strerror(errno));
        g_free(file);
        if (!is_good)
            return false;
    }
    return true;
}

static bool prune_history(const char *database, unsigned runs, struct error *err)
{
    struct store *store = store_open(database, STORE_WRITE, err);
    struct prune_counts counts;
    bool is_good = store != NULL && store_prune(store, runs, &counts, err);
    if (is_good)
        fprintf(stderr, "linger: %u runs and %u findings forgotten%s\n", counts.runs, counts.findings,
                counts.is_compacted ? "" : "; the space will be used again");
    store_close(store);
    return is_good;
}

static bool prune(const struct options *given, const char *path, const char *database, struct error *err)
{
    if (given->megabytes == 0 && given->runs == 0)
        return error_set(err, "what should be pruned? linger cache prune --max-megabytes=N, --keep-runs=N");
    if (given->megabytes != 0 && g_file_test(path, G_FILE_TEST_EXISTS)) {
        struct cache *cache = cache_open(path, err);
        bool is_good = cache != NULL && cache_prune(cache, NULL, (uint64_t)given->megabytes * 1000000, err);
        cache_close(cache);
        if (!is_good)
            return false;
    }
    return given->runs == 0 || prune_history(database, given->runs, err);
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    const char *action = invocation->words[0];
    struct error err = {0};
    struct pipeline_request request = {.project = {.root = given->place.root}, .database = given->place.database};
    struct pipeline *pipeline = pipeline_open(&request, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    char *folder = g_path_get_dirname(pipeline->database);
    char *path = g_build_filename(folder, "cache.db", NULL);
    bool is_good;
    if (action == NULL)
        is_good = show(path, &err);
    else if (strcmp(action, "clear") == 0)
        is_good = clear(path, &err);
    else if (strcmp(action, "prune") == 0)
        is_good = prune(given, path, pipeline->database, &err);
    else
        is_good = error_set(
            &err, "'%s' is nothing one can do with the cache; linger cache, linger cache clear, linger cache prune", action);
    g_free(path);
    g_free(folder);
    pipeline_free(pipeline);
    return is_good ? STATUS_CLEAN : command_fail(&err);
}

const struct command command_cache = {
    .name = "cache",
    .brief = "say how much is cached; clear or prune it, and the history",
    .synopsis = "[clear|prune]",
    .details =
        "Facts of units are cached in cache.db beside the database, so that a run looks only at what changed. The cache can be "
        "removed at any time. The history of findings is in linger.db: pruning it forgets findings that were gone before the "
        "runs kept, but nothing that people said about them.",
    .options = options,
    .options_size = sizeof(struct options),
    .max_words = 1,
    .choices = actions,
    .run = run,
};
