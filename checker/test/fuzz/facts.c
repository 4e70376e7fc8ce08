/* facts.c: a facts file, behind its checksum, and the program that it makes. */
#include "base/hash.h"
#include "base/intern.h"
#include "ir/ir.h"
#include "rule/rule.h"

#include "test/fuzz/fuzz.h"

enum { HEAD_BYTES = 24, HASH_AT = 8 };

static void sign(uint8_t *bytes, size_t size)
{
    struct hash hash = hash_bytes(bytes + HEAD_BYTES, size - HEAD_BYTES);
    for (unsigned i = 0; i < 8; i++) {
        bytes[HASH_AT + i] = (uint8_t)(hash.high >> (8 * i));
        bytes[HASH_AT + 8 + i] = (uint8_t)(hash.low >> (8 * i));
    }
}

static void analyse(struct module *module)
{
    static struct models *models;
    if (models == NULL)
        models = models_load(NULL, NULL);
    struct program *program = program_link(&module, 1, models, &(struct program_options){0});
    program_summarize(program);
    struct results *results = results_new();
    rules_run(program, &(struct rules_request){0}, results);
    results_free(results);
    program_free(program);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < HEAD_BYTES)
        return 0;
    g_autofree uint8_t *bytes = g_memdup2(data, size);
    sign(bytes, size);
    struct intern *strings = intern_new();
    struct error err = {0};
    struct module *module = module_from_bytes(bytes, size, strings, &err);
    if (module != NULL) {
        GString *text = g_string_new(NULL);
        ir_print_module(text, module, NULL);
        g_string_free(text, TRUE);
        g_byte_array_unref(module_to_bytes(module));
        if (module->status != MODULE_FAILED)
            analyse(module);
        module_free(module);
    }
    error_release(&err);
    intern_free(strings);
    return 0;
}
