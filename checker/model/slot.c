#include "model/slot.h"

/* Reads digits at *text and moves behind them. */
static bool number_parse(const char **text, int64_t limit, int64_t *number)
{
    if (!g_ascii_isdigit(**text))
        return false;
    char *end;
    int base = g_str_has_prefix(*text, "0x") ? 16 : 10;
    uint64_t value = g_ascii_strtoull(*text, &end, base);
    *text = end;
    *number = (int64_t)value;
    return value <= (uint64_t)limit;
}

static bool index_parse(const char **text, uint8_t *index)
{
    int64_t number;
    if (!number_parse(text, 15, &number))
        return false;
    *index = (uint8_t)number;
    return true;
}

static bool field_parse(const char *text, struct arena *arena, struct slot *slot)
{
    if (!g_str_has_prefix(text, "->") || text[2] == '\0')
        return false;
    slot->field = arena_strdup(arena, text + strlen("->"));
    return true;
}

bool slot_parse(const char *text, struct arena *arena, struct slot *slot)
{
    *slot = (struct slot){0};
    if (*text == '*' || *text == '&') {
        slot->dereference = *text == '*';
        slot->address_of = *text == '&';
        text++;
    }
    bool plain = !slot->dereference && !slot->address_of;
    if (g_str_has_prefix(text, "global:")) {
        slot->kind = SLOT_GLOBAL;
        slot->global = arena_strdup(arena, text + strlen("global:"));
        return plain && *slot->global != '\0';
    }
    if (strcmp(text, "this") == 0 || strcmp(text, "result") == 0) {
        slot->kind = *text == 't' ? SLOT_THIS : SLOT_RESULT;
        return !slot->address_of;
    }
    bool rest = g_str_has_prefix(text, "args");
    slot->kind = rest ? SLOT_ARGS_FROM : SLOT_ARG;
    if (!g_str_has_prefix(text, "arg") || (rest && !plain))
        return false;
    text += rest ? strlen("args") : strlen("arg");
    return index_parse(&text, &slot->index) && (*text == '\0' || (plain && !rest && field_parse(text, arena, slot)));
}

bool args_parse(const char *text, int16_t *min, int16_t *max)
{
    int64_t low, high = -1;
    if (!number_parse(&text, 100, &low))
        return false;
    if (*text == '+') {
        text++;
    } else if (*text == '-') {
        text++;
        if (!number_parse(&text, 100, &high) || high < low)
            return false;
    } else {
        high = low;
    }
    *min = (int16_t)low;
    *max = (int16_t)high;
    return *text == '\0';
}

bool when_parse(const char *text, struct effect *effect)
{
    static const struct {
        const char *sign;
        enum when_test test;
    } tests[] = {{"!=", WHEN_DIFFERENT}, {"=", WHEN_EQUAL}, {"&", WHEN_HAS_BITS}};
    int64_t index;
    if (!g_str_has_prefix(text, "arg"))
        return false;
    text += strlen("arg");
    if (!number_parse(&text, 15, &index))
        return false;
    effect->when_arg = (int16_t)index;
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        if (g_str_has_prefix(text, tests[i].sign)) {
            text += strlen(tests[i].sign);
            effect->when_test = tests[i].test;
            if (strcmp(text, "null") == 0) {
                effect->when_number = 0;
                return true;
            }
            bool negative = *text == '-';
            text += negative;
            bool good = number_parse(&text, INT64_MAX, &effect->when_number) && *text == '\0';
            if (negative)
                effect->when_number = -effect->when_number;
            return good;
        }
    return false;
}
