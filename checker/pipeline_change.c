#include "pipeline_change.h"

#include "pipeline_git.h"

enum { MAX_TEXT = 8 << 20 }; /* longer ones are no source code */

struct change {
    char *top;
    struct snapshot before, after;
    GHashTable *lines; /* absolute path -> GArray of struct git_lines */
};

/* --- snapshots ----------------------------------------------------------------------------------------------------------- */

static void clear_text(void *data)
{
    struct unsaved_file *file = data;
    g_free((char *)file->path);
    g_free((char *)file->text);
}

static void snapshot_init(struct snapshot *snapshot)
{
    snapshot->unsaved = g_array_new(FALSE, FALSE, sizeof(struct unsaved_file));
    g_array_set_clear_func(snapshot->unsaved, clear_text);
    snapshot->absent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void snapshot_release(struct snapshot *snapshot)
{
    g_array_unref(snapshot->unsaved);
    g_hash_table_unref(snapshot->absent);
}

/* The first side of the difference, seen from the files on disk: a renamed file's former text stands under its present name,
 * because that is what the compile commands know. */
static bool snapshot_fill(struct snapshot *snapshot, const char *top, enum git_sides sides, const char *commit, struct error *err)
{
    GPtrArray *files = git_changed_files(top, sides, commit);
    if (files == NULL)
        return error_set(err, "git cannot say what changed in '%s'", top);
    for (guint i = 0; i < files->len; i++) {
        const struct git_file *file = files->pdata[i];
        char *path = g_build_filename(top, file->path, NULL);
        struct unsaved_file text = {.path = path};
        size_t length = 0;
        if (file->was != NULL)
            text.text = git_text(top, sides == GIT_INDEX_TO_FILES ? "" : commit, file->was, &length);
        text.length = length;
        if (text.text != NULL && length <= MAX_TEXT) {
            g_array_append_val(snapshot->unsaved, text);
            continue;
        }
        if (file->was == NULL)
            g_hash_table_add(snapshot->absent, g_strdup(path));
        clear_text(&text);
    }
    g_ptr_array_unref(files);
    return true;
}

/* --- changed lines ------------------------------------------------------------------------------------------------------- */

static void free_ranges(void *ranges)
{
    g_array_unref(ranges);
}

static bool load_lines(struct change *change, enum git_sides sides, const char *commit, struct error *err)
{
    GArray *all = git_changed_lines(change->top, sides, commit);
    if (all == NULL)
        return error_set(err, "git cannot say which lines changed in '%s'", change->top);
    for (guint i = 0; i < all->len; i++) {
        const struct git_lines *lines = &g_array_index(all, struct git_lines, i);
        char *path = g_build_filename(change->top, lines->path, NULL);
        GArray *ranges = g_hash_table_lookup(change->lines, path);
        if (ranges == NULL) {
            ranges = g_array_new(FALSE, FALSE, sizeof(struct git_lines));
            g_hash_table_insert(change->lines, g_strdup(path), ranges);
        }
        struct git_lines range = {.first = lines->first, .count = lines->count};
        g_array_append_val(ranges, range);
        g_free(path);
    }
    g_array_unref(all);
    return true;
}

static bool touches(const struct change *change, const char *root, const struct loc *loc)
{
    if (loc->file == NULL)
        return false;
    char *path = g_canonicalize_filename(loc->file, root);
    const GArray *ranges = g_hash_table_lookup(change->lines, path);
    bool found = false;
    for (guint i = 0; ranges != NULL && i < ranges->len && !found; i++) {
        const struct git_lines *range = &g_array_index(ranges, struct git_lines, i);
        found = loc->line >= range->first && loc->line < range->first + range->count;
    }
    g_free(path);
    return found;
}

bool change_touches(const struct change *change, const char *root, const struct finding *finding)
{
    bool found = touches(change, root, &finding->loc);
    for (uint32_t i = 0; i < finding->step_count && !found; i++)
        found = touches(change, root, &finding->steps[i].loc);
    return found;
}

/* --- what was there before ----------------------------------------------------------------------------------------------- */

/* Findings by fingerprint; what is left over on both sides is then matched by weaker identities, each former one once. */
static void match_aliases(GPtrArray *left_now, GPtrArray *left_before, GHashTable *known)
{
    for (int alias = 0; alias < FINDING_ALIASES; alias++)
        for (guint i = 0; i < left_now->len; i++) {
            const struct finding *now = left_now->pdata[i];
            for (guint k = 0; now->aliases[alias] != 0 && k < left_before->len && !g_hash_table_contains(known, now); k++) {
                const struct finding *before = left_before->pdata[k];
                if (before->aliases[alias] != now->aliases[alias] || strcmp(before->rule, now->rule) != 0)
                    continue;
                g_hash_table_add(known, (gpointer)now);
                g_ptr_array_remove_index(left_before, k);
            }
        }
}

/* struct finding * of `now` that were there before. */
static GHashTable *find_known(const struct results *now, const struct results *before)
{
    GHashTable *known = g_hash_table_new(NULL, NULL), *by_fingerprint = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *left_now = g_ptr_array_new(), *left_before = g_ptr_array_new();
    for (guint i = 0; i < before->findings->len; i++) {
        struct finding *finding = before->findings->pdata[i];
        if (finding_is_active(finding))
            g_hash_table_insert(by_fingerprint, finding->fingerprint, finding);
    }
    for (guint i = 0; i < now->findings->len; i++) {
        struct finding *finding = now->findings->pdata[i];
        if (g_hash_table_remove(by_fingerprint, finding->fingerprint))
            g_hash_table_add(known, finding);
        else
            g_ptr_array_add(left_now, finding);
    }
    for (guint i = 0; i < before->findings->len; i++) {
        struct finding *finding = before->findings->pdata[i];
        if (g_hash_table_lookup(by_fingerprint, finding->fingerprint) == finding)
            g_ptr_array_add(left_before, finding);
    }
    match_aliases(left_now, left_before, known);
    g_ptr_array_unref(left_now);
    g_ptr_array_unref(left_before);
    g_hash_table_unref(by_fingerprint);
    return known;
}

void change_hide_others(const struct change *change, const char *root, const struct results *now, const struct results *before,
                        GHashTable *hidden)
{
    GHashTable *known = find_known(now, before);
    for (guint i = 0; i < now->findings->len; i++) {
        struct finding *finding = now->findings->pdata[i];
        if (g_hash_table_contains(known, finding) && !change_touches(change, root, finding))
            g_hash_table_add(hidden, finding);
    }
    g_hash_table_unref(known);
}

/* --- loading ------------------------------------------------------------------------------------------------------------- */

const struct snapshot *change_before(const struct change *change)
{
    return &change->before;
}

const struct snapshot *change_after(const struct change *change)
{
    return &change->after;
}

/* Before the first commit there is nothing: all that is staged for it is new. */
static char *find_commit(const char *top, const char *revision, bool is_staged, struct error *err)
{
    char *commit = git_commit(top, revision);
    if (commit == NULL && is_staged)
        commit = git_empty_tree(top);
    if (commit == NULL && strcmp(revision, "HEAD") == 0)
        error_set(err, "'%s' has no commit yet, so there is nothing to compare with", top);
    else if (commit == NULL)
        error_set(err, "git has no commit '%s' here; in a shallow clone fetch it first: git fetch --unshallow, or fetch-depth: 0",
                  revision);
    return commit;
}

struct change *change_load(const char *folder, const char *revision, bool is_staged, struct error *err)
{
    char *top = git_top(folder);
    if (top == NULL) {
        error_set(err, "'%s' is in no git checkout (or git is not installed): --changed and --staged compare with a commit",
                  folder);
        return NULL;
    }
    struct change *change = g_new0(struct change, 1);
    change->top = top;
    change->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_ranges);
    snapshot_init(&change->before);
    snapshot_init(&change->after);
    char *commit = find_commit(top, revision, is_staged, err);
    bool is_good = commit != NULL && snapshot_fill(&change->before, top, GIT_TREE_TO_FILES, commit, err) &&
                   (!is_staged || snapshot_fill(&change->after, top, GIT_INDEX_TO_FILES, NULL, err)) &&
                   load_lines(change, is_staged ? GIT_TREE_TO_INDEX : GIT_TREE_TO_FILES, commit, err);
    g_free(commit);
    if (!is_good)
        g_clear_pointer(&change, change_free);
    return change;
}

void change_free(struct change *change)
{
    if (change == NULL)
        return;
    snapshot_release(&change->before);
    snapshot_release(&change->after);
    g_hash_table_unref(change->lines);
    g_free(change->top);
    g_free(change);
}
