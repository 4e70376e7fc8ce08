/* Loading model files: the built-in ones, a user's own, and every complaint with file:line:column. */
#include "model/model.h"

#include "test/test.h"

/* Writes the text to a file of the test's folder; its path. g_free. */
static char *write_model(const char *name, const char *text)
{
    char *path = g_build_filename(test_folder(), name, NULL);
    g_file_set_contents(path, text, -1, NULL);
    return path;
}

/* The text must be refused, with exactly "PATH:wanted". */
static void refuse(const char *text, const char *wanted)
{
    char *path = write_model("wrong.yaml", text);
    char *expected = g_strdup_printf("%s:%s", path, wanted);
    struct error err = {0};
    CHECK(!models_check_file(path, &err));
    CHECK_TEXT(err.message, expected);
    error_release(&err);
    g_free(expected);
    g_free(path);
}

TEST(model_builtin_files_load)
{
    struct error err = {0};
    struct models *models = models_load(NULL, &err);
    CHECK_TEXT(err.message != NULL ? err.message : "", "");
    REQUIRE(models != NULL);
    uint32_t libraries = 0;
    for (const char *const *name = models_libraries(models); *name != NULL; name++) {
        GPtrArray *all = models_of_library(models, *name);
        CHECK(all->len > 0);
        CHECK(models_library_about(models, *name) != NULL);
        CHECK(name[1] == NULL || strcmp(name[0], name[1]) < 0);
        g_ptr_array_unref(all);
        libraries++;
    }
    CHECK(libraries >= 30);
    CHECK(models_hash(models) != 0);
    models_free(models);
}

TEST(model_unknown_keys)
{
    refuse("library: x\nauthor: me\n", "2:1: unknown key 'author'; see rules/models.md for the keys");
    refuse("library: x\nfunctions:\n  - name: f\n    effect: [{do: wait}]\n",
           "4:5: unknown key 'effect'; see rules/models.md for the keys");
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: wait, into: arg0}]\n",
           "4:26: unknown key 'into'; see rules/models.md for the keys");
    refuse("library: x\ntypes:\n  - name: T\n    methods:\n      - name: m\n        effects: [{do: wait}]\n        nam: y\n",
           "7:9: unknown key 'nam'; see rules/models.md for the keys");
}

TEST(model_wrong_types)
{
    refuse("library: [x]\n", "1:10: expected a string for 'library', found a sequence");
    refuse("library: x\nfunctions: f\n", "2:12: expected a sequence for 'functions', found a scalar");
    refuse("library: x\nfunctions:\n  - name: f\n    effects: {do: wait}\n",
           "4:14: expected a sequence for 'effects', found a mapping");
    refuse("library: x\nover-body: perhaps\n", "2:12: unknown over-body 'perhaps'");
}

TEST(model_missing_keys)
{
    refuse("about: x\n", "1:1: the key 'library' is missing here");
    refuse("library: x\nfunctions:\n  - name: f\n  - name: g\n    effects: [{do: wait}]\n",
           "3:5: the key 'effects' is missing here");
    refuse("library: x\nfunctions:\n  - effects: [{do: wait}]\n", "3:5: needs 'name' or 'names'");
    refuse("library: x\nfunctions:\n  - name: f\n    names: [g]\n    effects: [{do: wait}]\n",
           "3:5: has both 'name' and 'names'");
    refuse("library: x\nlibrary: y\n", "2:1: the key 'library' is given twice");
}

TEST(model_unknown_words)
{
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: explode}]\n", "4:20: unknown effect 'explode'");
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: clear, in: arg0, flags: [owns, loud]}]\n",
           "4:51: unknown flag 'loud' in 'flags'");
    refuse("library: x\ntypes:\n  - name: T\n    ownership: stolen\n", "4:16: unknown ownership 'stolen'");
    refuse("library: x\ntypes:\n  - name: T\n    is: [fast]\n", "4:10: unknown flag 'fast' in 'is'");
    refuse("library: x\ntypes:\n  - name: T\n    holds: [0, 40]\n", "4:16: 40 is no template argument: expected 0 to 31");
}

TEST(model_wrong_slots)
{
    static const char *const wrong[] = {"arg", "arg99", "arg1x", "argument0", "*args1", "&result", "global:", "**arg0", "that"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        char *text =
            g_strdup_printf("library: x\nfunctions:\n  - name: f\n    effects:\n      - {do: clear, in: \"%s\"}\n", wrong[i]);
        char *wanted = g_strdup_printf(
            "5:25: '%s' is no slot: expected this, result, argN, argsN, *argN, &argN, argN->FIELD or global:NAME", wrong[i]);
        refuse(text, wanted);
        g_free(wanted);
        g_free(text);
    }
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: wait, in: arg0}]\n",
           "4:30: effect 'wait' has no use for 'in'");
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: register, element: arg0}]\n",
           "4:15: effect 'register' needs 'in'");
}

TEST(model_wrong_numbers)
{
    refuse("library: x\nfunctions:\n  - name: f\n    args: many\n    effects: [{do: wait}]\n",
           "4:11: 'many' is no number of arguments: expected 2, 1-3 or 2+");
    refuse("library: x\nfunctions:\n  - name: f\n    args: 3-1\n    effects: [{do: wait}]\n",
           "4:11: '3-1' is no number of arguments: expected 2, 1-3 or 2+");
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: wait, when: arg1~2}]\n",
           "4:32: 'arg1~2' is no condition: expected argN=NUMBER, argN!=NUMBER, argN&BITS or argN=null");
}

TEST(model_doubles)
{
    char *path = g_build_filename(test_folder(), "wrong.yaml", NULL);
    char *wanted = g_strdup_printf("5:16: 'f' has a model already, for the same number of arguments: %s:3:11", path);
    refuse("library: x\nfunctions:\n  - name: f\n    effects: [{do: wait}]\n  - names: [g, f]\n    effects: [{do: wait}]\n",
           wanted);
    g_free(wanted);
    wanted = g_strdup_printf("4:11: type 'T' has a model already: %s:3:11", path);
    refuse("library: x\ntypes:\n  - name: T\n  - name: T\n", wanted);
    g_free(wanted);
    g_free(path);
    char *good = write_model("overloads.yaml", "library: x\nfunctions:\n"
                                               "  - name: f\n    args: 1\n    effects: [{do: wait}]\n"
                                               "  - name: f\n    args: 2+\n    effects: [{do: wait}]\n"
                                               "macros:\n  - name: f\n    effects: [{do: wait}]\n");
    struct error err = {0};
    CHECK(models_check_file(good, &err));
    CHECK(err.message == NULL);
    g_free(good);
}

TEST(model_no_yaml)
{
    struct error err = {0};
    char *path = write_model("broken.yaml", "library: x\nfunctions: [\n");
    CHECK(!models_check_file(path, &err));
    CHECK(err.message != NULL && strstr(err.message, "broken.yaml:3:1: not valid YAML: ") != NULL);
    g_free(path);
    path = write_model("empty.yaml", "");
    CHECK(!models_check_file(path, &err));
    CHECK(err.message != NULL && strstr(err.message, "empty.yaml:1:1: ") != NULL);
    CHECK(!models_check_file("/nowhere/at/all.yaml", &err));
    CHECK(err.message != NULL && strstr(err.message, "cannot read the model file /nowhere/at/all.yaml: ") != NULL);
    error_release(&err);
    g_free(path);
}

TEST(model_user_file_wins)
{
    char *path = write_model("mine.yaml", "library: mine\nfunctions:\n  - name: free\n    args: 1\n    effects: [{do: pure}]\n");
    const char *files[] = {path, NULL};
    struct error err = {0};
    struct models *builtin = models_load(NULL, &err), *models = models_load(files, &err);
    REQUIRE(builtin != NULL && models != NULL);
    CHECK(models_hash(builtin) != models_hash(models));
    struct call call = {.name = "free", .member = "free"};
    const struct model *model = models_find_call(models, &call, 1);
    REQUIRE(model != NULL);
    CHECK_TEXT(model->library, "mine");
    CHECK_NUMBER(model->loc.line, 3);
    CHECK_NUMBER(model->loc.column, 11);
    CHECK_TEXT(model->loc.file, path);
    model = models_find_call(models, &call, 2); /* not what the user's file speaks of */
    REQUIRE(model != NULL);
    CHECK_TEXT(model->library, "libc");
    models_free(models);
    models_free(builtin);
    g_free(path);
}
