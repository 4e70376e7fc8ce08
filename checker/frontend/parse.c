/* parse.c: from a unit to libclang's translation unit, and from that to a module; the front door.
 *
 * One index action per unit: a shared session would skip project headers' bodies that an earlier unit parsed, so facts would
 * depend on the order. Lowering recurses as deep as the source nests, hence the thread with a large stack. */
#include "frontend/lower.h"

#include "frontend/parse.h"

#include <limits.h>
#include <pthread.h>

enum { STACK_BYTES = 256 * 1024 * 1024 };

static const char *const extra_arguments[] = {
    "-fno-spell-checking",
    "-ferror-limit=0",
    "-Wno-everything",
    "-fno-caret-diagnostics",
};

struct parse_job {
    const struct frontend_input *input;
    struct module *module;
    GString *dump;
    char *failure;
};

/* The argument vector: program name (libclang's Argv form), our own, the unit's. */
static GPtrArray *arguments_of(const struct frontend_input *input)
{
    GPtrArray *args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer) "clang");
    for (guint i = 0; input->arguments != NULL && input->arguments[i] != NULL; i++)
        g_ptr_array_add(args, (gpointer)input->arguments[i]);
    g_ptr_array_add(args, (gpointer) "-working-directory");
    g_ptr_array_add(args, (gpointer)input->directory);
    g_ptr_array_add(args, (gpointer) "-resource-dir");
    g_ptr_array_add(args, (gpointer)LINGER_CLANG_RESOURCE_DIR);
    for (guint i = 0; i < G_N_ELEMENTS(extra_arguments); i++)
        g_ptr_array_add(args, (gpointer)extra_arguments[i]);
    return args;
}

static const char *problem_of(enum CXErrorCode code)
{
    switch (code) {
    case CXError_Crashed:
        return "libclang crashed while parsing it";
    case CXError_ASTReadError:
        return "a precompiled file could not be read";
    case CXError_InvalidArguments:
        return "libclang refused the arguments";
    case CXError_Success:
    case CXError_Failure:
        break;
    }
    return "libclang could not parse it: does the file exist, and do the arguments fit?";
}

static bool is_c(const struct frontend_input *input)
{
    bool is_so = false;
    for (guint i = 0; input->arguments != NULL && input->arguments[i] != NULL; i++)
        if (strcmp(input->arguments[i], "-x") == 0)
            is_so = g_strcmp0(input->arguments[i + 1], "c") == 0;
    return is_so;
}

static CXTranslationUnit parse_unit(CXIndex index, CXIndexAction action, const struct frontend_input *input, const char **problem)
{
    struct CXUnsavedFile *unsaved = g_new0(struct CXUnsavedFile, input->unsaved_count + 1);
    for (uint32_t i = 0; i < input->unsaved_count; i++)
        unsaved[i] = (struct CXUnsavedFile){input->unsaved[i].path, input->unsaved[i].text, input->unsaved[i].length};
    GPtrArray *args = arguments_of(input);
    IndexerCallbacks callbacks = {0};
    CXTranslationUnit unit = NULL;
    unsigned options = CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_KeepGoing;
    const char *const *argv = (const char *const *)args->pdata;
    int code;
    /* clang_indexSourceFile frees unsaved texts when it returns, though the unit still reads tokens from them. In C there are no
     * bodies to skip, and its own pass over all declarations takes a tenth of the time. */
    if (input->unsaved_count > 0 || is_c(input))
        code = clang_parseTranslationUnit2FullArgv(index, input->path, argv, (int)args->len, unsaved, input->unsaved_count,
                                                   options, &unit);
    else
        code = clang_indexSourceFileFullArgv(action, NULL, &callbacks, sizeof callbacks,
                                             CXIndexOpt_SkipParsedBodiesInSession | CXIndexOpt_SuppressWarnings, input->path,
                                             argv, (int)args->len, NULL, 0, &unit, options);
    if (unit == NULL)
        *problem = problem_of((enum CXErrorCode)code);
    g_ptr_array_free(args, TRUE);
    g_free(unsaved);
    return unit;
}

static void *in_big_stack(void *(*run)(void *), void *argument)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    pthread_t thread;
    void *result = NULL;
    if (pthread_create(&thread, &attributes, run, argument) != 0)
        die("cannot start a thread with a stack of %d MiB: raise the limit on memory (ulimit -v)", STACK_BYTES >> 20);
    pthread_join(thread, &result);
    pthread_attr_destroy(&attributes);
    return result;
}

/* The first error's text, "file:line: message". */
static void note_errors(CXTranslationUnit unit, struct module *module, const char *root)
{
    unsigned count = clang_getNumDiagnostics(unit);
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            CXFile file;
            unsigned line;
            clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file, &line, NULL, NULL);
            CXString name = clang_getFileName(file), text = clang_getDiagnosticSpelling(diagnostic);
            const char *path = clang_getCString(name);
            size_t prefix = strlen(root);
            if (path != NULL && strncmp(path, root, prefix) == 0 && path[prefix] == '/')
                path += prefix + 1;
            module->status = MODULE_PARTIAL;
            module->problem = path == NULL ? intern_printf(module->strings, "%s", clang_getCString(text))
                                           : intern_printf(module->strings, "%s:%u: %s", path, line, clang_getCString(text));
            clang_disposeString(name);
            clang_disposeString(text);
            i = count;
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

static void *lower_in_thread(void *data)
{
    struct parse_job *job = data;
    CXIndex index = clang_createIndex(0, 0);
    CXIndexAction action = clang_IndexAction_create(index);
    const char *problem = NULL;
    CXTranslationUnit unit = parse_unit(index, action, job->input, &problem);
    if (unit == NULL) {
        job->failure = g_strdup(problem);
    } else if (job->dump != NULL) {
        dump_cursors(unit, job->input, job->dump);
    } else {
        note_errors(unit, job->module, job->input->root);
        if (job->input->searches != NULL)
            collect_searches(unit, job->input, job->module->strings);
        lower_unit(unit, job->input, job->module);
    }
    if (unit != NULL)
        clang_disposeTranslationUnit(unit);
    clang_IndexAction_dispose(action);
    clang_disposeIndex(index);
    return NULL;
}

/* As project/paths.h has it: symlinked folders are resolved, a symlinked file keeps its name. libclang finds libstdc++ by way of
 * "/lib/gcc/x86_64-linux-gnu/12/../../../../include": where /lib is a link, ".." is not what the text says. */
static char *resolve(const char *directory, const char *path)
{
    char *spelt = g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(directory, path, NULL);
    char *folder = g_path_get_dirname(spelt), *name = g_path_get_basename(spelt);
    char real[PATH_MAX];
    char *absolute = realpath(folder, real) != NULL ? g_build_filename(real, name, NULL) : g_canonicalize_filename(spelt, "/");
    g_free(name);
    g_free(folder);
    g_free(spelt);
    return absolute;
}

const char *path_below(struct intern *strings, const char *root, const char *directory, const char *path)
{
    char *absolute = resolve(directory, path);
    size_t length = strlen(root);
    const char *result = strncmp(absolute, root, length) == 0 && absolute[length] == '/' ? intern(strings, absolute + length + 1)
                                                                                         : intern(strings, absolute);
    g_free(absolute);
    return result;
}

struct module *frontend_lower_unit(const struct frontend_input *input)
{
    struct module *module = module_new(NULL);
    module->path = path_below(module->strings, input->root, input->directory, input->path);
    module->target = intern(module->strings, input->target);
    struct parse_job job = {.input = input, .module = module};
    in_big_stack(lower_in_thread, &job);
    if (job.failure != NULL) {
        module->status = MODULE_FAILED;
        module->problem = intern_printf(module->strings, "%s", job.failure);
        g_free(job.failure);
    }
    return module;
}

bool frontend_dump_cursors(const struct frontend_input *input, GString *out, struct error *err)
{
    struct parse_job job = {.input = input, .dump = out};
    in_big_stack(lower_in_thread, &job);
    if (job.failure == NULL)
        return true;
    error_set(err, "%s: %s", input->path, job.failure);
    g_free(job.failure);
    return false;
}

/* "clang version 19.1.7 (…)" -> "19.1.7" */
const char *frontend_libclang_version(void)
{
    static char version[32];
    if (version[0] != '\0')
        return version;
    CXString text = clang_getClangVersion();
    const char *c = clang_getCString(text);
    const char *digit = c == NULL ? NULL : strpbrk(c, "0123456789");
    size_t length = digit == NULL ? 0 : strspn(digit, "0123456789.");
    g_strlcpy(version, digit == NULL ? "unknown" : digit, MIN(sizeof version, digit == NULL ? sizeof version : length + 1));
    clang_disposeString(text);
    return version;
}
