/* schema.c: the shape of a model file, for libcyaml, and its complaints turned into sentences with file:line:column.
 *
 * libcyaml says what is wrong only through its log callback, as a line of text and a backtrace of which the first line has a
 * position: of the value it stumbled over, or, for keys, of the value before. outline.c then finds the key itself. */
#include "model/schema.h"

#define OPTIONAL_TEXT(key, owner, member)                                                                                        \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, owner, member, 1, CYAML_UNLIMITED)

static const cyaml_strval_t effect_kinds[] = {
#define EFFECT(enumerator, key, slots, meaning) {key, enumerator},
#include "model/effects.def"
#undef EFFECT
};

static const cyaml_strval_t flag_bits[] = {
#define FLAG(enumerator, bit, key, meaning) {key, enumerator},
#include "model/flags.def"
#undef FLAG
};

static const cyaml_strval_t ownerships[] = {
    {"value", OWNERSHIP_VALUE},     {"raw", OWNERSHIP_RAW},       {"shared", OWNERSHIP_SHARED},
    {"unique", OWNERSHIP_UNIQUE},   {"weak", OWNERSHIP_WEAK},     {"container", OWNERSHIP_CONTAINER},
    {"closure", OWNERSHIP_CLOSURE}, {"opaque", OWNERSHIP_OPAQUE},
};

static const cyaml_strval_t traits[] = {
    {"associative", TRAIT_ASSOCIATIVE}, {"sequence", TRAIT_SEQUENCE}, {"node-based", TRAIT_NODE_BASED},
    {"auto-unlink", TRAIT_AUTO_UNLINK}, {"bounded", TRAIT_BOUNDED},   {"lock-guard", TRAIT_LOCK_GUARD},
};

/* libcyaml's own booleans take any word for true. */
static const cyaml_strval_t booleans[] = {{"false", false}, {"true", true}, {"no", false}, {"yes", true}};

static const cyaml_schema_value_t text_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED),
};

static const cyaml_schema_value_t index_value = {
    CYAML_VALUE_UINT(CYAML_FLAG_DEFAULT, uint32_t),
};

static const cyaml_schema_field_t effect_fields[] = {
    CYAML_FIELD_ENUM("do", CYAML_FLAG_STRICT, struct yaml_effect, kind, effect_kinds, CYAML_ARRAY_LEN(effect_kinds)),
    OPTIONAL_TEXT("in", struct yaml_effect, in),
    OPTIONAL_TEXT("element", struct yaml_effect, element),
    OPTIONAL_TEXT("key", struct yaml_effect, key),
    OPTIONAL_TEXT("link", struct yaml_effect, link),
    OPTIONAL_TEXT("handle", struct yaml_effect, handle),
    OPTIONAL_TEXT("to", struct yaml_effect, to),
    OPTIONAL_TEXT("from", struct yaml_effect, from),
    OPTIONAL_TEXT("result", struct yaml_effect, result),
    OPTIONAL_TEXT("function", struct yaml_effect, function),
    OPTIONAL_TEXT("data", struct yaml_effect, data),
    OPTIONAL_TEXT("on", struct yaml_effect, on),
    CYAML_FIELD_FLAGS("flags", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct yaml_effect, flags, flag_bits,
                      CYAML_ARRAY_LEN(flag_bits)),
    OPTIONAL_TEXT("when", struct yaml_effect, when),
    OPTIONAL_TEXT("text", struct yaml_effect, text),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t effect_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_effect, effect_fields),
};

static const cyaml_schema_field_t api_fields[] = {
    OPTIONAL_TEXT("name", struct yaml_api, name),
    CYAML_FIELD_SEQUENCE_COUNT("names", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_api, names, name_count, &text_value,
                               1, CYAML_UNLIMITED),
    OPTIONAL_TEXT("args", struct yaml_api, args),
    CYAML_FIELD_SEQUENCE_COUNT("params", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_api, params, param_count,
                               &text_value, 1, 16),
    CYAML_FIELD_SEQUENCE_COUNT("effects", CYAML_FLAG_POINTER, struct yaml_api, effects, effect_count, &effect_value, 1, 16),
    OPTIONAL_TEXT("fix", struct yaml_api, fix),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t api_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_api, api_fields),
};

static const cyaml_schema_field_t type_fields[] = {
    OPTIONAL_TEXT("name", struct yaml_type, name),
    CYAML_FIELD_SEQUENCE_COUNT("names", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_type, names, name_count,
                               &text_value, 1, CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("ownership", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct yaml_type, ownership, ownerships,
                     CYAML_ARRAY_LEN(ownerships)),
    CYAML_FIELD_SEQUENCE_COUNT("holds", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_type, holds, holds_count,
                               &index_value, 0, 32),
    CYAML_FIELD_FLAGS("is", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct yaml_type, traits, traits, CYAML_ARRAY_LEN(traits)),
    OPTIONAL_TEXT("base", struct yaml_type, base),
    CYAML_FIELD_SEQUENCE_COUNT("methods", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_type, methods, method_count,
                               &api_value, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t type_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_type, type_fields),
};

static const cyaml_schema_field_t library_fields[] = {
    CYAML_FIELD_STRING_PTR("library", CYAML_FLAG_POINTER, struct yaml_library, library, 1, CYAML_UNLIMITED),
    OPTIONAL_TEXT("about", struct yaml_library, about),
    CYAML_FIELD_ENUM("over-body", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct yaml_library, over_body, booleans,
                     CYAML_ARRAY_LEN(booleans)),
    CYAML_FIELD_SEQUENCE_COUNT("macros", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_library, macros, macro_count,
                               &api_value, 1, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE_COUNT("functions", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_library, functions,
                               function_count, &api_value, 1, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE_COUNT("types", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_library, types, type_count,
                               &type_value, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t library_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_library, library_fields),
};

/* --- complaints ------------------------------------------------------------------------------------------------------- */

struct complaint {
    bool is_empty;         /* nothing but comments, and no complaint of libcyaml */
    char *text;            /* the first line that is no backtrace */
    char *field;           /* the innermost mapping field of the backtrace */
    uint32_t line, column; /* of the innermost position; 0: none yet */
};

static void listen(cyaml_log_t level, void *user, const char *format, va_list args)
{
    struct complaint *complaint = user;
    if (level < CYAML_LOG_ERROR)
        return;
    char *text = g_strchomp(g_strdup_vprintf(format, args));
    const char *line = strstr(text, "(line: ");
    unsigned row = 0, column = 0;
    if (line != NULL && sscanf(line, "(line: %u, column: %u)", &row, &column) == 2) {
        if (complaint->line == 0) {
            complaint->line = row;
            complaint->column = column;
        }
        const char *start = strstr(text, "in mapping field '");
        if (start != NULL && complaint->field == NULL) {
            start += strlen("in mapping field '");
            complaint->field = g_strndup(start, strcspn(start, "'"));
        }
    } else if (complaint->text == NULL && strstr(text, "Backtrace") == NULL) {
        complaint->text = g_strdup(g_str_has_prefix(text, "Load: ") ? text + strlen("Load: ") : text);
    }
    g_free(text);
}

/* The text behind `prefix` in the complaint, or NULL. */
static const char *behind(const struct complaint *complaint, const char *prefix)
{
    const char *text = complaint->text != NULL ? complaint->text : "";
    return g_str_has_prefix(text, prefix) ? text + strlen(prefix) : NULL;
}

static void explain(const char *path, const struct complaint *complaint, const struct outline *outline, struct error *err)
{
    uint32_t line = MAX(complaint->line, 1u), column = MAX(complaint->column, 1u);
    const char *field = complaint->field != NULL ? complaint->field : "file";
    const char *what;
    if (complaint->is_empty) {
        error_set(err, "%s:1:1: the file is empty; see rules/models.md for what belongs in it", path);
    } else if ((what = behind(complaint, "Unexpected key: ")) != NULL) {
        outline_find_key(outline, what, &line, &column);
        error_set(err, "%s:%u:%u: unknown key '%s'; see rules/models.md for the keys", path, line, column, what);
    } else if ((what = behind(complaint, "Missing required mapping field: ")) != NULL) {
        outline_find_lacking(outline, what, &line, &column);
        error_set(err, "%s:%u:%u: the key '%s' is missing here", path, line, column, what);
    } else if ((what = behind(complaint, "Mapping field already seen: ")) != NULL) {
        outline_find_key(outline, what, &line, &column);
        error_set(err, "%s:%u:%u: the key '%s' is given twice", path, line, column, what);
    } else if ((what = behind(complaint, "Invalid ENUM value: ")) != NULL) {
        error_set(err, "%s:%u:%u: unknown %s '%s'", path, line, column, strcmp(field, "do") == 0 ? "effect" : field, what);
    } else if ((what = behind(complaint, "Unknown flag: ")) != NULL) {
        outline_find_text(outline, what, &line, &column);
        error_set(err, "%s:%u:%u: unknown flag '%s' in '%s'", path, line, column, what, field);
    } else if ((what = behind(complaint, "Expecting ")) != NULL) {
        const char *got = strstr(what, ", got event: ");
        char *wanted = g_ascii_strdown(what, got != NULL ? got - what : -1);
        char *found = g_ascii_strdown(got != NULL ? got + strlen(", got event: ") : "something else", -1);
        *strchrnul(found, '_') = '\0';
        error_set(err, "%s:%u:%u: expected a %s for '%s', found a %s", path, line, column, wanted, field, found);
        g_free(wanted);
        g_free(found);
    } else {
        error_set(err, "%s:%u:%u: '%s' is wrong: %s", path, line, column, field,
                  complaint->text != NULL ? complaint->text : "unreadable");
    }
}

static cyaml_config_t config_for(struct complaint *complaint)
{
    return (cyaml_config_t){
        .log_fn = listen, .log_ctx = complaint, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem, .flags = CYAML_CFG_NO_ALIAS};
}

struct yaml_library *schema_load(const char *path, const char *text, size_t size, const struct outline *outline,
                                 struct error *err)
{
    struct complaint complaint = {0};
    cyaml_config_t config = config_for(&complaint);
    struct yaml_library *library = NULL;
    cyaml_err_t status = cyaml_load_data((const uint8_t *)text, size, &config, &library_value, (cyaml_data_t **)&library, NULL);
    if (status != CYAML_OK || library == NULL) {
        if (complaint.text == NULL)
            complaint.text = g_strdup(cyaml_strerror(status));
        complaint.is_empty = status == CYAML_OK;
        explain(path, &complaint, outline, err);
        library = NULL;
    }
    g_free(complaint.text);
    g_free(complaint.field);
    return library;
}

void schema_free(struct yaml_library *library)
{
    struct complaint complaint = {0};
    cyaml_config_t config = config_for(&complaint);
    cyaml_free(&config, &library_value, library, 0);
}
