/* config.c: .linger.yaml through a libcyaml schema made from config.def. libcyaml tells positions only through its log, so the
 * log is kept and the first position in it becomes the error's. */
#include "project/config.h"

#include <cyaml/cyaml.h>

enum { MAX_BYTES = 1024 * 1024 };

static const cyaml_schema_value_t string_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED)};

static const cyaml_schema_field_t suppression_fields[] = {
    CYAML_FIELD_STRING_PTR("rule", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct config_suppression, rule, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("path", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct config_suppression, path, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("symbol", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct config_suppression, symbol, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("reason", CYAML_FLAG_POINTER, struct config_suppression, reason, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t suppression_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct config_suppression, suppression_fields)};

static const cyaml_strval_t confidence_names[] = {{"low", CONFIG_LOW}, {"medium", CONFIG_MEDIUM}, {"high", CONFIG_HIGH}};

static const cyaml_schema_field_t config_fields[] = {
#define LIST(key, help)                                                                                                          \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct config, key, &string_schema, 0, CYAML_UNLIMITED),
#define NUMBER(key, help) CYAML_FIELD_UINT(#key, CYAML_FLAG_OPTIONAL, struct config, key),
#define CONFIDENCE(key, help)                                                                                                    \
    CYAML_FIELD_ENUM(#key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct config, key, confidence_names,                        \
                     CYAML_ARRAY_LEN(confidence_names)),
#define TEXT(key, help)                                                                                                          \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct config, key, 1, CYAML_UNLIMITED),
#define SUPPRESS(key, help)                                                                                                      \
    CYAML_FIELD_SEQUENCE(#key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct config, key, &suppression_schema, 0,             \
                         CYAML_UNLIMITED),
#include "project/config.def"
#undef LIST
#undef NUMBER
#undef CONFIDENCE
#undef TEXT
#undef SUPPRESS
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t config_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct config, config_fields)};

/* --- errors ----------------------------------------------------------------------------------------------------------------- */

struct complaint {
    char *message, *place; /* first line of the log; first one of its backtrace */
};

static void note_log(cyaml_log_t level, void *ctx, const char *format, va_list args) LINGER_PRINTF(3, 0);
static void note_log(cyaml_log_t level, void *ctx, const char *format, va_list args)
{
    struct complaint *complaint = ctx;
    (void)level;
    char *line = g_strstrip(g_strdup_vprintf(format, args));
    bool is_place = strstr(line, "(line:") != NULL;
    if (complaint->message == NULL && !is_place && strcmp(line, "Load: Backtrace:") != 0)
        complaint->message = line;
    else if (complaint->place == NULL && is_place)
        complaint->place = line;
    else
        g_free(line);
}

static void drop_log(cyaml_log_t level, void *ctx, const char *format, va_list args)
{
    (void)level, (void)ctx, (void)format, (void)args;
}

static cyaml_config_t settings(cyaml_log_fn_t log, void *ctx)
{
    return (cyaml_config_t){
        .log_fn = log, .log_ctx = ctx, .mem_fn = cyaml_mem, .log_level = CYAML_LOG_ERROR, .flags = CYAML_CFG_NO_ALIAS};
}

/* libcyaml's words -> ours. */
static const struct {
    const char *theirs, *ours;
} phrases[] = {
    {"Load: Invalid uint64_t value: ", "expected a number, found "},
    {"Load: Invalid UINT value: ", "expected a number, found "},
    {"Load: Invalid ENUM value: ", "expected low, medium or high, found "},
    {"Load: Expecting SEQUENCE", "expected a list (lines beginning with \"- \", or [a, b])"},
    {"Load: Expecting MAPPING", "expected keys with values (\"key: value\")"},
    {"Load: Expecting STRING", "expected text"},
    {"Load: STRING length < ", "expected text, found nothing"},
    {"Load: Unexpected key: ", "unknown key "},
    {"Load: Missing required mapping field: ", "missing key "},
    {"Load: Mapping field already seen: ", "this key is given twice: "},
    {"YAML alias unsupported", "aliases (*name) are not supported"},
    {"Load: libyaml: ", "not valid YAML: "},
    {"Load: ", ""},
};

static char *translate(const char *message)
{
    for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
        const char *theirs = phrases[i].theirs, *ours = phrases[i].ours;
        if (!g_str_has_prefix(message, theirs))
            continue;
        bool is_whole = ours[0] != '\0' && !g_ascii_isspace(ours[strlen(ours) - 1]);
        return g_strconcat(ours, is_whole ? "" : message + strlen(theirs), NULL);
    }
    return g_strdup(message);
}

/* libyaml's complaints outside any value come without a position: the first line after which the same complaint is made. */
static int find_line(const char *text, const char *message)
{
    int line = 1;
    for (const char *end = strchr(text, '\n'); end != NULL; end = strchr(end + 1, '\n'), line++) {
        struct complaint complaint = {0};
        cyaml_config_t config = settings(note_log, &complaint);
        struct config *loaded = NULL;
        cyaml_load_data((const uint8_t *)text, (size_t)(end + 1 - text), &config, &config_schema, (cyaml_data_t **)&loaded, NULL);
        cyaml_free(&config, &config_schema, loaded, 0);
        bool is_same = g_strcmp0(complaint.message, message) == 0;
        g_free(complaint.message);
        g_free(complaint.place);
        if (is_same)
            break;
    }
    return line;
}

/* An unknown key is reported where its mapping begins: find it from there on. */
static void find_key(const char *text, const char *key, int *line, int *column)
{
    char **lines = g_strsplit(text, "\n", -1);
    size_t length = strlen(key);
    for (guint i = (guint)MAX(*line - 1, 0); i < g_strv_length(lines); i++) {
        const char *start = lines[i] + strspn(lines[i], " -");
        if (strncmp(start, key, length) == 0 && start[length + strspn(start + length, " ")] == ':') {
            *line = (int)i + 1;
            *column = (int)(start - lines[i]) + 1;
            break;
        }
    }
    g_strfreev(lines);
}

/* Every key, separated by ", "; the first two characters are for the caller to skip. */
static const char all_keys[] =
#define LIST(key, help) ", " #key
#define NUMBER(key, help) ", " #key
#define CONFIDENCE(key, help) ", " #key
#define TEXT(key, help) ", " #key
#define SUPPRESS(key, help) ", " #key
#include "project/config.def"
#undef LIST
#undef NUMBER
#undef CONFIDENCE
#undef TEXT
#undef SUPPRESS
    ;

static void report(const char *path, const char *text, const struct complaint *complaint, struct error *err)
{
    static const char unknown_key[] = "Load: Unexpected key: ";
    int line = 0, column = 1;
    const char *position = complaint->place != NULL ? strstr(complaint->place, "(line:") : NULL;
    bool has_place = position != NULL && sscanf(position, "(line: %d, column: %d)", &line, &column) == 2;
    bool is_late = g_str_has_prefix(complaint->message, "Load: libyaml") || strstr(complaint->message, "already seen") != NULL;
    int first = has_place && !is_late ? 0 : find_line(text, complaint->message);
    if (first > line) {
        line = first;
        column = 1;
    }
    bool is_unknown = g_str_has_prefix(complaint->message, unknown_key);
    if (is_unknown)
        find_key(text, complaint->message + strlen(unknown_key), &line, &column);
    char *sentence = translate(complaint->message);
    error_set(err, "%s:%d:%d: %s%s%s", path, line, column, sentence,
              !is_unknown   ? ""
              : column == 1 ? "; known are "
                            : "; a suppression has rule, path, symbol, reason",
              is_unknown && column == 1 ? all_keys + 2 : "");
    g_free(sentence);
}

/* --- loading ---------------------------------------------------------------------------------------------------------------- */

static bool check(const char *path, const struct config *config, struct error *err)
{
    for (unsigned i = 0; i < config->suppress_count; i++) {
        const struct config_suppression *item = &config->suppress[i];
        if (item->path == NULL && item->symbol == NULL && item->rule == NULL)
            return error_set(
                err, "%s: suppress entry %u names neither a rule, a path nor a symbol; a reason alone would hide everything",
                path, i + 1);
    }
    return true;
}

/* Is there a line "key:"? */
static bool mentions(const char *text, const char *key)
{
    size_t length = strlen(key);
    for (const char *at = text; at != NULL; at = strchr(at, '\n') != NULL ? strchr(at, '\n') + 1 : NULL)
        if (strncmp(at, key, length) == 0 && at[length + strspn(at + length, " ")] == ':')
            return true;
    return false;
}

/* "third_party: []" says that nothing is; libcyaml gives NULL for it, as if it were not there. */
static void keep_empty_lists(struct config *config, const char *text)
{
#define LIST(key, help)                                                                                                          \
    if (config->key == NULL && mentions(text, #key))                                                                             \
        config->key = cyaml_mem(NULL, NULL, sizeof *config->key);
#define NUMBER(key, help)
#define CONFIDENCE(key, help)
#define TEXT(key, help)
#define SUPPRESS(key, help)
#include "project/config.def"
#undef LIST
#undef NUMBER
#undef CONFIDENCE
#undef TEXT
#undef SUPPRESS
}

static struct config *parse(const char *path, const char *text, size_t length, struct error *err)
{
    struct complaint complaint = {0};
    cyaml_config_t cyaml = settings(note_log, &complaint);
    struct config *config = NULL;
    cyaml_err_t status = cyaml_load_data((const uint8_t *)text, length, &cyaml, &config_schema, (cyaml_data_t **)&config, NULL);
    if (status != CYAML_OK && complaint.message == NULL)
        complaint.message = g_strdup(cyaml_strerror(status));
    if (status != CYAML_OK)
        report(path, text, &complaint, err);
    g_free(complaint.message);
    g_free(complaint.place);
    if (status == CYAML_OK && config == NULL)
        config = memset(cyaml_mem(NULL, NULL, sizeof *config), 0, sizeof *config);
    if (status == CYAML_OK)
        keep_empty_lists(config, text);
    return status == CYAML_OK ? config : NULL;
}

struct config *config_load(const char *path, struct error *err)
{
    char *text = NULL;
    gsize length = 0;
    GError *problem = NULL;
    if (!g_file_get_contents(path, &text, &length, &problem)) {
        bool is_absent = g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOENT);
        if (!is_absent)
            error_set(err, "cannot read the configuration: %s", problem->message);
        g_error_free(problem);
        return is_absent ? parse(path, "", 0, err) : NULL;
    }
    struct config *config = NULL;
    if (length > MAX_BYTES)
        error_set(err, "%s has %zu bytes; a configuration has at most %d: is this the right file?", path, length, MAX_BYTES);
    else
        config = parse(path, text, length, err);
    g_free(text);
    if (config != NULL && !check(path, config, err)) {
        config_free(config);
        return NULL;
    }
    return config;
}

void config_free(struct config *config)
{
    cyaml_config_t cyaml = settings(drop_log, NULL);
    cyaml_free(&cyaml, &config_schema, config, 0);
}

char *config_template(void)
{
    GString *text = g_string_new("# .linger.yaml: what linger should know about this project. Everything is optional.\n");
#define LIST(key, help) g_string_append(text, "\n# " help "\n#" #key ":\n#  - \n");
#define NUMBER(key, help) g_string_append(text, "\n# " help "\n#" #key ": \n");
#define CONFIDENCE(key, help) g_string_append(text, "\n# " help " (low, medium, high)\n#" #key ": medium\n");
#define TEXT(key, help) g_string_append(text, "\n# " help "\n#" #key ": \n");
#define SUPPRESS(key, help)                                                                                                      \
    g_string_append(text,                                                                                                        \
                    "\n# " help "\n#" #key ":\n#  - rule: unremoved-registration\n#    path: src/plugins/\n#    reason: \n");
#include "project/config.def"
#undef LIST
#undef NUMBER
#undef CONFIDENCE
#undef TEXT
#undef SUPPRESS
    return g_string_free(text, FALSE);
}
