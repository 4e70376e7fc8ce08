/* codec.c: numbers, strings and locations as bytes.
 *
 * Strings are numbered in the order they first appear; the first time, the text follows. Ids share long beginnings ("c:@N@ns@S@
 * Server@F@…") with one of those just before, though not always the very last (names stand between ids): a new string says which
 * of the last eight it continues and how much of it. That bound on the shared part is also what keeps a few hostile bytes from
 * growing into gigabytes. */
#include "ir/codec.h"

enum {
    RECENT_STRINGS = 8, /* a power of two */
    SHARED_MAX = 255,
    SHARED_LEAST = 3, /* shorter is not worth a second byte */
};

void codec_init_writing(struct codec *codec)
{
    *codec = (struct codec){.writing = true, .strings = g_ptr_array_new(), .places = g_ptr_array_new()};
    codec->string_numbers = g_hash_table_new(NULL, NULL);
}

void codec_init_reading(struct codec *codec, struct arena *arena, struct intern *texts)
{
    *codec = (struct codec){.arena = arena, .texts = texts, .strings = g_ptr_array_new(), .places = g_ptr_array_new()};
    codec->text = g_string_new(NULL);
}

void codec_release(struct codec *codec)
{
    g_ptr_array_free(codec->strings, TRUE);
    g_ptr_array_free(codec->places, TRUE);
    g_clear_pointer(&codec->string_numbers, g_hash_table_destroy);
    g_clear_pointer(&codec->place_numbers, g_hash_table_destroy);
    if (codec->text != NULL)
        g_string_free(codec->text, TRUE);
}

void codec_fail(struct codec *codec, const char *problem)
{
    if (codec->problem == NULL)
        codec->problem = problem;
    codec->at = codec->end;
}

static void write_number(struct codec *codec, uint64_t number)
{
    uint8_t bytes[10];
    guint count = 0;
    for (; number >= 0x80; number >>= 7)
        bytes[count++] = (uint8_t)(number | 0x80);
    bytes[count++] = (uint8_t)number;
    g_byte_array_append(codec->out, bytes, count);
}

static uint64_t read_number(struct codec *codec)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (codec->at == codec->end) {
            codec_fail(codec, "they end too early");
            return 0;
        }
        uint8_t byte = *codec->at++;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    codec_fail(codec, "a number is too long");
    return 0;
}

void codec_number(struct codec *codec, uint64_t *number, uint64_t max)
{
    if (codec->writing) {
        write_number(codec, *number);
        return;
    }
    *number = read_number(codec);
    if (*number > max) {
        codec_fail(codec, "a number is out of range");
        *number = 0;
    }
}

uint64_t codec_bits(struct codec *codec, uint64_t bits, uint64_t max)
{
    codec_number(codec, &bits, max);
    return bits;
}

void codec_u32_upto(struct codec *codec, uint32_t *number, uint64_t max)
{
    uint64_t wide = codec_bits(codec, *number, MIN(max, UINT32_MAX));
    if (!codec->writing)
        *number = (uint32_t)wide;
}

void codec_u32(struct codec *codec, uint32_t *number)
{
    codec_u32_upto(codec, number, UINT32_MAX);
}

/* Small magnitudes to small numbers: 0, -1, 1, -2, … */
static uint64_t fold_sign(int64_t number)
{
    return ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0);
}

static int64_t unfold_sign(uint64_t number)
{
    return (int64_t)((number >> 1) ^ ((number & 1) != 0 ? UINT64_MAX : 0));
}

void codec_i64(struct codec *codec, int64_t *number)
{
    uint64_t folded = codec_bits(codec, fold_sign(*number), UINT64_MAX);
    if (!codec->writing)
        *number = unfold_sign(folded);
}

void codec_count(struct codec *codec, uint32_t *count, size_t least)
{
    codec_u32(codec, count);
    if (!codec->writing && *count > (size_t)(codec->end - codec->at) / least) {
        codec_fail(codec, "a list is longer than the bytes that are left");
        *count = 0;
    }
}

static const char *recent_string(const struct codec *codec, guint ago)
{
    return ago < codec->strings->len ? codec->strings->pdata[codec->strings->len - 1 - ago] : "";
}

static void write_new_string(struct codec *codec, const char *text)
{
    guint best = 0;
    size_t shared = SHARED_LEAST - 1;
    for (guint ago = 0; ago < RECENT_STRINGS; ago++) {
        const char *other = recent_string(codec, ago);
        size_t same = 0;
        while (same < SHARED_MAX && text[same] != '\0' && text[same] == other[same])
            same++;
        if (same > shared) {
            shared = same;
            best = ago;
        }
    }
    if (shared < SHARED_LEAST)
        shared = 0;
    size_t length = strlen(text + shared);
    write_number(codec, shared * RECENT_STRINGS + best);
    write_number(codec, length);
    g_byte_array_append(codec->out, (const guint8 *)text + shared, (guint)length);
}

static const char *read_new_string(struct codec *codec)
{
    uint64_t head = codec_bits(codec, 0, SHARED_MAX * RECENT_STRINGS + RECENT_STRINGS - 1);
    const char *other = recent_string(codec, (guint)(head % RECENT_STRINGS));
    size_t shared = (size_t)(head / RECENT_STRINGS);
    uint32_t length = 0;
    codec_count(codec, &length, 1);
    if (codec->problem != NULL)
        return NULL;
    if (shared > strlen(other) || memchr(codec->at, '\0', length) != NULL) {
        codec_fail(codec, "a string is malformed");
        return NULL;
    }
    g_string_truncate(codec->text, 0);
    g_string_append_len(codec->text, other, (gssize)shared);
    g_string_append_len(codec->text, (const char *)codec->at, (gssize)length);
    codec->at += length;
    return intern(codec->texts, codec->text->str);
}

static void write_string(struct codec *codec, const char *text)
{
    guint known = text != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(codec->string_numbers, text)) : 0;
    if (text == NULL || known > 0) {
        write_number(codec, known);
        return;
    }
    write_number(codec, codec->strings->len + 1);
    write_new_string(codec, text);
    g_ptr_array_add(codec->strings, (gpointer)text);
    g_hash_table_insert(codec->string_numbers, (gpointer)text, GUINT_TO_POINTER(codec->strings->len));
}

static const char *read_string(struct codec *codec)
{
    uint64_t number = codec_bits(codec, 0, (uint64_t)codec->strings->len + 1);
    if (number == 0)
        return NULL;
    if (number <= codec->strings->len)
        return codec->strings->pdata[number - 1];
    const char *text = read_new_string(codec);
    if (text != NULL)
        g_ptr_array_add(codec->strings, (gpointer)text);
    return text;
}

void codec_string(struct codec *codec, const char **text)
{
    if (codec->writing)
        write_string(codec, *text);
    else
        *text = read_string(codec);
}

void codec_loc(struct codec *codec, struct loc *loc)
{
    struct loc next = codec->last;
    if (codec->writing)
        next = *loc;
    bool is_elsewhere = next.file != codec->last.file;
    uint64_t bits = fold_sign((int64_t)next.line - (int64_t)codec->last.line) << 1 | (is_elsewhere ? 1 : 0);
    bits = codec_bits(codec, bits, UINT64_C(1) << 34);
    if ((bits & 1) != 0)
        codec_string(codec, &next.file);
    codec_u32(codec, &next.column);
    if (!codec->writing) {
        int64_t line = (int64_t)codec->last.line + unfold_sign(bits >> 1);
        if (line < 0 || line > UINT32_MAX)
            codec_fail(codec, "a line number is out of range");
        next.line = (uint32_t)line;
        *loc = next;
    }
    codec->last = next;
}
