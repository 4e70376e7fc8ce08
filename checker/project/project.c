/* project.c: the order in which a project is read: root, configuration, compile commands, selection. */
#include "project/project.h"

#include "project/compdb.h"
#include "project/config.h"
#include "project/root.h"
#include "project/select.h"

static bool load_config(struct loader *loader, struct error *err)
{
    char *path = g_build_filename(loader->project->root, ".linger.yaml", NULL);
    char *here = path_current();
    const char *shown = path_display(here, path);
    loader->project->config = config_load(shown, err);
    g_free(here);
    g_free(path);
    return loader->project->config != NULL;
}

static bool load_units(struct loader *loader, const struct project_request *request, const char *here, struct error *err)
{
    struct project *project = loader->project;
    if (request->flags != NULL) {
        if (request->files == NULL || request->files[0] == NULL)
            return error_set(err, "there are flags after -- but no files before it; write FILE… -- FLAGS…");
        compdb_add_files(loader, request->files, request->flags, here);
        return true;
    }
    if (request->build_dir == NULL && project->config->build != NULL)
        project->build_dir =
            compdb_find(loader->paths, paths_folder(loader->paths, project->root, project->config->build), here, err);
    else
        project->build_dir = compdb_find(loader->paths, request->build_dir, here, err);
    return project->build_dir != NULL && compdb_load(loader, project->build_dir, err);
}

static bool load(struct loader *loader, const struct project_request *request, struct error *err)
{
    struct project *project = loader->project;
    char *here = path_current();
    project->root = root_find(loader->paths, request->root, here, err);
    bool is_good = project->root != NULL && load_config(loader, err);
    if (is_good && !request->without_units)
        is_good = load_units(loader, request, intern(project->strings, here), err);
    if (is_good && !request->without_units) {
        compdb_finish(loader, request->all_configs);
        is_good = select_units(loader, err) && select_files(loader, request->files, here, err);
        notes_list(loader->notes, project->notes, project->doubts);
    }
    g_free(here);
    return is_good;
}

struct project *project_load(const struct project_request *request, struct error *err)
{
    struct project *project = g_new0(struct project, 1);
    project->arena = arena_new();
    project->strings = intern_new();
    project->units = g_ptr_array_new();
    project->missing = g_ptr_array_new();
    project->notes = g_ptr_array_new_with_free_func(g_free);
    project->doubts = g_ptr_array_new_with_free_func(g_free);
    struct loader loader = {.project = project, .paths = paths_new(project->strings), .notes = notes_new()};
    loader.cleaner = cleaner_new(project->arena, project->strings, loader.paths, loader.notes, request->query_driver);
    bool is_good = load(&loader, request, err);
    cleaner_free(loader.cleaner);
    notes_free(loader.notes);
    paths_free(loader.paths);
    if (!is_good)
        g_clear_pointer(&project, project_free);
    return project;
}

void project_free(struct project *project)
{
    if (project == NULL)
        return;
    config_free(project->config);
    g_ptr_array_unref(project->units);
    g_ptr_array_unref(project->missing);
    g_ptr_array_unref(project->notes);
    g_ptr_array_unref(project->doubts);
    if (project->files != NULL)
        g_ptr_array_unref(project->files);
    intern_free(project->strings);
    arena_free(project->arena);
    g_free(project);
}
