/* store_cache.c: the cache gives back what was put, notices damage, and is rebuilt when it is useless. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/store_kit.h"
#include "test/test.h"

static struct cache *open_cache(const char *path)
{
    struct error err = {0};
    struct cache *cache = cache_open(path, &err);
    if (!CHECK(cache != NULL))
        CHECK_TEXT(err.message, "");
    error_release(&err);
    return cache;
}

static const char only_version[] = "00112233445566778899aabbccddeeff";

static void put_version(struct cache *cache, const char *key, const char *version, const char *facts)
{
    struct error err = {0};
    if (!CHECK(cache_put(cache, key, "a.c\na.h", version, facts, strlen(facts), &err)))
        CHECK_TEXT(err.message, "");
    error_release(&err);
}

static void put(struct cache *cache, const char *key, const char *facts)
{
    put_version(cache, key, only_version, facts);
}

static bool is_version(const struct cache_entry *entry, void *version)
{
    CHECK_TEXT(entry->dependencies, "a.c\na.h");
    return strcmp(entry->dependencies_key, version) == 0;
}

/* The facts under a key in that version; NULL: none. g_free. */
static char *get_version(struct cache *cache, const char *key, const char *version)
{
    struct cache_entry entry;
    GBytes *facts = cache_find(cache, key, is_version, (gpointer)version, &entry) ? cache_read(cache, &entry) : NULL;
    if (facts == NULL)
        return NULL;
    gsize size;
    const char *data = g_bytes_get_data(facts, &size);
    char *text = g_strndup(data != NULL ? data : "", size);
    g_bytes_unref(facts);
    return text;
}

static char *get(struct cache *cache, const char *key)
{
    return get_version(cache, key, only_version);
}

static void check_get(struct cache *cache, const char *key, const char *wanted)
{
    g_autofree char *got = get(cache, key);
    CHECK_TEXT(got, wanted);
}

TEST(cache_gives_back_what_was_put)
{
    g_autofree char *path = kit_path("cache.db");
    struct cache *cache = open_cache(path);
    REQUIRE(cache != NULL);
    put(cache, "one", "facts of one");
    put(cache, "two", "");
    put(cache, "one", "newer facts of one");
    check_get(cache, "one", "newer facts of one");
    check_get(cache, "two", "");
    check_get(cache, "three", NULL);
    cache_close(cache);
    cache = open_cache(path);
    check_get(cache, "one", "newer facts of one");
    struct cache_size size;
    CHECK(cache_measure(cache, &size, NULL));
    CHECK_NUMBER(size.entries, 2);
    CHECK_NUMBER(size.bytes, strlen("newer facts of one"));
    cache_close(cache);
}

TEST(cache_keeps_the_last_versions)
{
    g_autofree char *path = kit_path("cache.db");
    struct cache *cache = open_cache(path);
    REQUIRE(cache != NULL);
    static const char *const versions[] = {"a", "b", "c", "d", "a", "e"}; /* "a" is renewed, so "b" is the oldest */
    for (size_t i = 0; i < G_N_ELEMENTS(versions); i++)
        put_version(cache, "one", versions[i], versions[i]);
    put(cache, "other", "facts");
    for (const char *version = "abcde"; *version != '\0'; version++) {
        g_autofree char *name = g_strndup(version, 1), *facts = get_version(cache, "one", name);
        CHECK_TEXT(facts, *version == 'b' ? NULL : name);
    }
    check_get(cache, "other", "facts");
    struct cache_size size;
    CHECK(cache_measure(cache, &size, NULL));
    CHECK_NUMBER(size.entries, 2);
    cache_close(cache);
}

TEST(cache_notices_flipped_bits)
{
    g_autofree char *path = kit_path("cache.db");
    struct cache *cache = open_cache(path);
    REQUIRE(cache != NULL);
    put(cache, "one", "facts of one");
    put(cache, "two", "facts of two");
    cache_close(cache);
    kit_sql(path, "UPDATE entry SET facts = CAST('facts of onf' AS BLOB) WHERE key = 'one'");
    cache = open_cache(path);
    check_get(cache, "one", NULL);
    check_get(cache, "two", "facts of two");
    cache_close(cache);
}

/* After opening, nothing is in it, and it works. */
static void check_rebuilt(const char *path)
{
    struct cache *cache = open_cache(path);
    REQUIRE(cache != NULL);
    check_get(cache, "one", NULL);
    put(cache, "one", "facts of one");
    check_get(cache, "one", "facts of one");
    cache_close(cache);
    g_autofree char *integrity = kit_sql_text(path, "PRAGMA integrity_check");
    CHECK_TEXT(integrity, "ok");
}

static void fill(const char *path)
{
    struct cache *cache = open_cache(path);
    for (int i = 0; cache != NULL && i < 50; i++) {
        g_autofree char *key = g_strdup_printf("%d", i), *facts = g_strnfill(3000, 'a');
        put(cache, i == 0 ? "one" : key, facts);
    }
    cache_close(cache);
}

TEST(cache_is_rebuilt_when_useless)
{
    g_autofree char *path = kit_path("cache.db"), *bytes = NULL;
    gsize size;
    CHECK(g_file_set_contents(path, "this is no database at all", -1, NULL));
    check_rebuilt(path);
    fill(path);
    REQUIRE(g_file_get_contents(path, &bytes, &size, NULL));
    const gsize cuts[] = {10, 100, 4096, 5000, size / 2, size - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        CHECK(g_file_set_contents(path, bytes, (gssize)cuts[i], NULL));
        check_rebuilt(path);
    }
    fill(path);
    kit_sql(path, "PRAGMA user_version = 77");
    check_rebuilt(path);
    fill(path);
    kit_sql(path, "DROP TABLE entry");
    check_rebuilt(path);
}

TEST(cache_is_rebuilt_when_pages_are_overwritten)
{
    g_autofree char *path = kit_path("cache.db"), *bytes = NULL;
    gsize size;
    fill(path);
    REQUIRE(g_file_get_contents(path, &bytes, &size, NULL));
    memset(bytes + 4096, 0x5a, size - 4096);
    CHECK(g_file_set_contents(path, bytes, (gssize)size, NULL));
    check_rebuilt(path); /* noticed by the first put, if not by opening */
}

TEST(cache_refuses_foreign_databases)
{
    g_autofree char *path = kit_path("cache.db");
    kit_sql(path, "CREATE TABLE precious (x); INSERT INTO precious VALUES (42)");
    struct error err = {0};
    CHECK(cache_open(path, &err) == NULL);
    CHECK(err.message != NULL && strstr(err.message, "is the database of another program") != NULL);
    error_release(&err);
    CHECK_NUMBER(kit_sql(path, "SELECT x FROM precious"), 42);
    CHECK(cache_open(test_folder(), &err) == NULL);
    CHECK(err.message != NULL && strstr(err.message, "is a folder") != NULL);
    error_release(&err);
}

TEST(cache_prunes)
{
    g_autofree char *path = kit_path("cache.db");
    struct cache *cache = open_cache(path);
    REQUIRE(cache != NULL);
    put(cache, "old", "12345");
    put(cache, "used", "12345");
    put(cache, "dead", "12345");
    put(cache, "new", "12345");
    cache_close(cache);
    kit_sql(path, "UPDATE entry SET day = 10 WHERE key IN ('old', 'used')");
    cache = open_cache(path);
    check_get(cache, "used", "12345");
    CHECK(cache_prune(cache, (const char *const[]){"old", "used", "new", "unknown", NULL}, 0, NULL));
    check_get(cache, "dead", NULL);
    check_get(cache, "old", "12345");
    cache_close(cache);
    kit_sql(path, "UPDATE entry SET day = 10 WHERE key = 'old'");
    cache = open_cache(path);
    CHECK(cache_prune(cache, NULL, 14, NULL));
    check_get(cache, "old", NULL);
    check_get(cache, "used", "12345");
    check_get(cache, "new", "12345");
    cache_close(cache);
}

TEST(cache_survives_kill_9)
{
    g_autofree char *path = kit_path("cache.db");
    for (unsigned round = 0; round < 20; round++) {
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            for (;;)
                fill(path);
        }
        g_usleep(1000 * (5 + round * 3));
        int status;
        CHECK(kill(child, SIGKILL) == 0 && waitpid(child, &status, 0) == child);
        g_autofree char *integrity = kit_sql_text(path, "PRAGMA integrity_check");
        CHECK_TEXT(integrity, "ok");
        struct cache *cache = open_cache(path);
        put(cache, "mine", "facts");
        check_get(cache, "mine", "facts");
        cache_close(cache);
    }
}
