/* ir_bytes.c: modules to bytes and back, and bytes that nobody wrote. */
#include "test/test.h"

#include "base/error.h"
#include "base/hash.h"
#include "ir/ir.h"
#include "test/ir_fixture.h"

enum { HEAD_BYTES = 24, HASH_AT = 8 };

/* Gives changed bytes the checksum they would have had: behind it, the reader is on its own. */
static void sign(uint8_t *bytes, size_t size)
{
    struct hash hash = hash_bytes(bytes + HEAD_BYTES, size - HEAD_BYTES);
    for (unsigned i = 0; i < 8; i++) {
        bytes[HASH_AT + i] = (uint8_t)(hash.high >> (8 * i));
        bytes[HASH_AT + 8 + i] = (uint8_t)(hash.low >> (8 * i));
    }
}

static GByteArray *fixture_bytes(void)
{
    struct module *module = ir_fixture_new(NULL);
    GByteArray *bytes = module_to_bytes(module);
    module_free(module);
    return bytes;
}

TEST(ir_bytes_round_trip)
{
    struct module *module = ir_fixture_new(NULL);
    g_autofree char *problem = ir_verify(module);
    CHECK_TEXT(problem, NULL);
    g_autofree char *before = ir_text(module);
    GByteArray *bytes = module_to_bytes(module);
    module_free(module);

    struct error err = {0};
    struct module *copy = module_from_bytes(bytes->data, bytes->len, NULL, &err);
    CHECK_TEXT(err.message, NULL);
    REQUIRE(copy != NULL);
    g_autofree char *after = ir_text(copy);
    CHECK_TEXT(after, before);

    /* What is not printed (ids, columns, declarations) must be there too. */
    GByteArray *again = module_to_bytes(copy);
    CHECK_NUMBER(again->len, bytes->len);
    CHECK(again->len == bytes->len && memcmp(again->data, bytes->data, bytes->len) == 0);
    CHECK_TEXT(copy->declarations[0].id, "c:@F@conn_free");
    CHECK_TEXT(copy->functions[0].record, "c:@S@Server");
    CHECK_TEXT(copy->functions[1].parent, copy->functions[0].id);
    CHECK_NUMBER(copy->functions[0].end.line, 30);
    CHECK(copy->cursors_visited == UINT64_MAX);
    CHECK(copy->dependencies[1].is_system && !copy->dependencies[0].is_system);
    CHECK(copy->declarations[0].is_system);
    g_byte_array_unref(again);
    g_byte_array_unref(bytes);
    module_free(copy);
}

TEST(ir_bytes_shared_strings_compare_by_pointer)
{
    struct intern *strings = intern_new();
    GByteArray *bytes = fixture_bytes();
    struct module *one = module_from_bytes(bytes->data, bytes->len, strings, NULL);
    struct module *two = module_from_bytes(bytes->data, bytes->len, strings, NULL);
    g_byte_array_unref(bytes);
    REQUIRE(one != NULL && two != NULL);
    CHECK(one->functions[0].id == two->functions[0].id);
    CHECK(one->variables[0].name == intern_find(strings, "g_conns"));
    CHECK(type_equal(one->functions[0].params[1].type, two->functions[0].params[1].type));
    CHECK(!type_equal(one->types[0], two->types[1]));
    CHECK(place_equal(one->functions[0].blocks[0].instrs[3].dst, two->functions[0].blocks[0].instrs[3].dst));
    module_free(one);
    module_free(two);
    intern_free(strings);
}

TEST(ir_bytes_empty_module)
{
    struct module *module = module_new(NULL);
    module->path = intern(module->strings, "a.c");
    module->status = MODULE_FAILED;
    GByteArray *bytes = module_to_bytes(module);
    module_free(module);
    struct module *copy = module_from_bytes(bytes->data, bytes->len, NULL, NULL);
    g_byte_array_unref(bytes);
    REQUIRE(copy != NULL);
    CHECK_TEXT(copy->path, "a.c");
    CHECK_NUMBER(copy->status, MODULE_FAILED);
    CHECK_NUMBER(copy->function_count, 0);
    module_free(copy);
}

/* Each refusal says what is wrong. */
static void check_refused(const uint8_t *bytes, size_t size, const char *part)
{
    struct error err = {0};
    struct module *module = module_from_bytes(bytes, size, NULL, &err);
    CHECK(module == NULL);
    CHECK(err.message != NULL && strstr(err.message, part) != NULL);
    error_release(&err);
    module_free(module);
}

TEST(ir_bytes_foreign_and_future)
{
    GByteArray *bytes = fixture_bytes();
    check_refused((const uint8_t *)"", 0, "not facts");
    check_refused((const uint8_t *)"SQLite format 3 and more than a head", 36, "not facts");
    bytes->data[4]++;
    check_refused(bytes->data, bytes->len, "format 2");
    bytes->data[4]--;
    check_refused(bytes->data, bytes->len - 1, "damaged");
    g_byte_array_append(bytes, (const uint8_t *)"\0", 1);
    check_refused(bytes->data, bytes->len, "damaged");
    sign(bytes->data, bytes->len);
    check_refused(bytes->data, bytes->len, "more bytes follow");
    g_byte_array_unref(bytes);
}

TEST(ir_bytes_every_truncation_is_refused)
{
    GByteArray *bytes = fixture_bytes();
    for (size_t size = 0; size < bytes->len; size++) {
        g_autofree uint8_t *part = g_memdup2(bytes->data, MAX(size, 1)); /* exactly as long: ASan watches the end */
        check_refused(part, size, "facts");
        if (size < HEAD_BYTES)
            continue;
        sign(part, size);
        check_refused(part, size, "inconsistent");
    }
    g_byte_array_unref(bytes);
}

TEST(ir_bytes_every_flipped_bit_is_noticed)
{
    GByteArray *bytes = fixture_bytes();
    for (size_t i = 0; i < bytes->len; i++) {
        bytes->data[i] ^= (uint8_t)(1u << (i % 8));
        struct module *module = module_from_bytes(bytes->data, bytes->len, NULL, NULL);
        CHECK(module == NULL);
        module_free(module);
        bytes->data[i] ^= (uint8_t)(1u << (i % 8));
    }
    g_byte_array_unref(bytes);
}

static void corrupt(GRand *random, uint8_t *bytes, size_t size)
{
    for (int changes = g_rand_int_range(random, 1, 5); changes > 0; changes--) {
        size_t where = (size_t)g_rand_int_range(random, HEAD_BYTES, (gint32)size);
        switch (g_rand_int_range(random, 0, 4)) {
        case 0:
            bytes[where] = (uint8_t)g_rand_int(random);
            break;
        case 1:
            bytes[where] ^= (uint8_t)(1 << g_rand_int_range(random, 0, 8));
            break;
        case 2:
            bytes[where] = 0xff;
            break;
        default:
            bytes[where]++;
            break;
        }
    }
}

/* Past the checksum: refused with a sentence, or a module that holds its invariants, prints and can be written again. */
TEST(ir_bytes_signed_corruption_never_crashes)
{
    enum { ROUNDS = 20000 };
    GByteArray *bytes = fixture_bytes();
    GRand *random = g_rand_new_with_seed(20240607);
    unsigned refused = 0, read = 0;
    size_t most_memory = 0;
    for (int round = 0; round < ROUNDS; round++) {
        g_autofree uint8_t *copy = g_memdup2(bytes->data, bytes->len);
        size_t size = bytes->len;
        corrupt(random, copy, size);
        if (round % 8 == 0)
            size = (size_t)g_rand_int_range(random, HEAD_BYTES, (gint32)size);
        sign(copy, size);
        struct error err = {0};
        struct module *module = module_from_bytes(copy, size, NULL, &err);
        if (module == NULL) {
            refused += err.message != NULL;
            error_release(&err);
            continue;
        }
        read++;
        most_memory = MAX(most_memory, arena_used(module->arena));
        g_autofree char *text = ir_text(module);
        for (uint32_t i = 0; i < module->function_count; i++)
            cfg_prepare(&module->functions[i], module->arena);
        GByteArray *again = module_to_bytes(module);
        g_byte_array_unref(again);
        module_free(module);
    }
    CHECK_NUMBER(refused + read, ROUNDS);
    CHECK(refused > 0 && read > 0);
    CHECK(most_memory < 1024 * 1024);
    g_rand_free(random);
    g_byte_array_unref(bytes);
}

static void put_number(GByteArray *bytes, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        g_byte_array_append(bytes, &(uint8_t){(uint8_t)(number | 0x80)}, 1);
    g_byte_array_append(bytes, &(uint8_t){(uint8_t)number}, 1);
}

/* A list of four billion types in twenty bytes must not be given memory for. */
TEST(ir_bytes_counts_are_not_believed)
{
    GByteArray *bytes = fixture_bytes();
    g_byte_array_set_size(bytes, HEAD_BYTES);
    for (int i = 0; i < 7; i++) /* path, target, status, problem, flags, cursors, lines */
        put_number(bytes, 0);
    put_number(bytes, UINT32_MAX);
    for (int i = 0; i < 12; i++)
        put_number(bytes, 0);
    sign(bytes->data, bytes->len);
    check_refused(bytes->data, bytes->len, "longer than the bytes");
    g_byte_array_unref(bytes);
}
