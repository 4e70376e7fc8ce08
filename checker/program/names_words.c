/* names_words.c: what names and types alone tell about a value. The words stand in names.def. */
#include "program/internal.h"
#include "program/names_internal.h"

bool name_next_word(const char **at, char word[32])
{
    const char *from = *at;
    while (*from != '\0' && !g_ascii_isalnum(*from))
        from++;
    size_t length = 0;
    while (g_ascii_isalnum(from[length])) {
        bool is_hump = length > 0 && g_ascii_isupper(from[length]) && !g_ascii_isupper(from[length - 1]);
        if (is_hump || length == 31)
            break;
        word[length] = g_ascii_tolower(from[length]);
        length++;
    }
    word[length] = '\0';
    *at = from + length;
    return length > 0;
}

static bool is_among(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

bool name_is_id(const char *name)
{
    static const char *const ids[] = {
#define ID_WORD(word) word,
#include "program/names.def"
    };
    static const char *const few[] = {
#define FEW_WORD(word) word,
#include "program/names.def"
    };
    bool is_id = false;
    char word[32];
    const char *at = name != NULL ? name : "";
    while (name_next_word(&at, word)) {
        if (is_among(word, few, G_N_ELEMENTS(few)))
            return false;
        is_id |= is_among(word, ids, G_N_ELEMENTS(ids));
    }
    return is_id;
}

/* session_id, requestId, uuid: texts are told by two words. */
bool name_is_text_id(const char *name)
{
    static const char *const whole[] = {"uuid", "guid", "nonce"};
    static const char *const owners[] = {"session", "request", "connection", "conn", "transaction", "call", "peer", "req"};
    bool has_owner = false;
    char word[32];
    const char *at = name != NULL ? name : "";
    while (name_next_word(&at, word)) {
        if (is_among(word, whole, G_N_ELEMENTS(whole)) || (has_owner && strcmp(word, "id") == 0))
            return true;
        has_owner = is_among(word, owners, G_N_ELEMENTS(owners));
    }
    return false;
}

static bool is_char(const struct type *type)
{
    static const char *const chars[] = {"char", "signed char", "unsigned char", "wchar_t", "char8_t", "char16_t", "char32_t"};
    return type->kind == TYPE_INTEGER && type->name != NULL && is_among(type->name, chars, G_N_ELEMENTS(chars));
}

bool type_is_text(const struct type *type)
{
    while (type != NULL && type->kind == TYPE_REFERENCE)
        type = type->target;
    if (type == NULL)
        return false;
    if (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY) {
        const struct type *target = type->target;
        return target != NULL &&
               (is_char(target) || target->kind == TYPE_VOID || (target->kind == TYPE_RECORD && type_is_text(target)));
    }
    if (type->kind != TYPE_RECORD || type->name == NULL)
        return false;
    static const char *const parts[] = {"string", "String", "path", "stream"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(type->name, parts[i]) != NULL)
            return true;
    return strcmp(type->name, "QByteArray") == 0;
}

bool type_is_few(const struct type *type)
{
    while (type != NULL && type->kind == TYPE_REFERENCE)
        type = type->target;
    if (type == NULL)
        return false;
    if (type->kind == TYPE_BOOL || is_char(type))
        return true;
    if (type->kind != TYPE_INTEGER || type->name == NULL)
        return false;
    static const char *const words[] = {"int", "unsigned", "signed", "long", "short", "__int128"};
    size_t length = strcspn(type->name, " ");
    char *first = g_strndup(type->name, length);
    bool is_number = is_among(first, words, G_N_ELEMENTS(words));
    g_free(first);
    return !is_number && !g_str_has_prefix(type->name, "u_") && !g_str_has_suffix(type->name, "_t");
}

static bool is_called(const struct call *call, const char *name)
{
    return (call->member != NULL && strcmp(call->member, name) == 0) || (call->name != NULL && strcmp(call->name, name) == 0);
}

bool name_mints(const struct call *call, enum name_strength *strength, const char **what)
{
    static const struct {
        const char *name;
        enum name_strength strength;
        const char *what;
    } rows[] = {
#define MINT_NAME(row_name, row_strength, row_what) {row_name, row_strength, row_what},
#include "program/names.def"
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!is_called(call, rows[i].name))
            continue;
        *strength = rows[i].strength;
        *what = rows[i].what;
        return true;
    }
    return false;
}

bool name_carries(const struct call *call)
{
    static const char *const members[] = {
#define CARRY_NAME(member) member,
#include "program/names.def"
    };
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        if (is_called(call, members[i]))
            return true;
    return call->member != NULL && g_str_has_prefix(call->member, "operator ");
}

bool name_appends(const struct call *call)
{
    static const char *const members[] = {
#define APPEND_NAME(member) member,
#include "program/names.def"
    };
    if (call->flags & CALL_CONSTRUCTOR)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        if (is_called(call, members[i]))
            return true;
    return false;
}

int name_counts(const struct call *call)
{
    static const struct {
        const char *name;
        int step;
    } rows[] = {
#define COUNT_NAME(row_name, row_step) {row_name, row_step},
#include "program/names.def"
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (is_called(call, rows[i].name))
            return rows[i].step;
    return 0;
}
