/* store_files.c: files that are not what they should be: refused with a sentence, and left as they are. */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/store_kit.h"
#include "test/test.h"

static void record_one(const char *path)
{
    struct store *store = kit_open(path, STORE_WRITE);
    struct kit *kit = kit_new();
    for (uint32_t i = 0; i < 200; i++) {
        g_autofree char *subject = g_strdup_printf("g_list_%u", i);
        kit_step(kit, kit_finding(kit, "a.c", i + 1, "serve", subject), "a.c", i + 1, "registered here");
    }
    kit_record(store, kit);
    kit_free(kit);
    store_close(store);
}

/* Opening in this mode must fail, saying so. */
static void refuse_mode(const char *path, enum store_mode mode, const char *wanted)
{
    struct error err = {0};
    struct store *store = store_open(path, mode, &err);
    if (CHECK(store == NULL) && CHECK(err.message != NULL) && !CHECK(strstr(err.message, wanted) != NULL))
        CHECK_TEXT(err.message, wanted);
    error_release(&err);
    store_close(store);
}

/* In both modes, and not a byte of it changes. */
static void refuse(const char *path, const char *wanted)
{
    g_autofree char *before = NULL, *after = NULL;
    gsize size_before = 0, size_after = 1;
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        g_file_get_contents(path, &before, &size_before, NULL);
    refuse_mode(path, STORE_READ, wanted);
    refuse_mode(path, STORE_WRITE, wanted);
    if (before == NULL)
        return;
    CHECK(g_file_get_contents(path, &after, &size_after, NULL));
    CHECK(size_before == size_after && memcmp(before, after, size_before) == 0);
}

static char *file_of(const char *name, const char *bytes, gssize size)
{
    char *path = kit_path(name);
    CHECK(g_file_set_contents(path, bytes, size, NULL));
    return path;
}

TEST(store_makes_its_folder)
{
    g_autofree char *path = kit_path(".linger/linger.db"), *ignore = kit_path(".linger/.gitignore"), *text = NULL;
    refuse_mode(path, STORE_READ, "run `linger check` first");
    CHECK(!g_file_test(path, G_FILE_TEST_EXISTS));
    store_close(kit_open(path, STORE_WRITE));
    CHECK(g_file_get_contents(ignore, &text, NULL, NULL));
    CHECK_TEXT(text, "*\n");
    CHECK_NUMBER(kit_sql(path, "PRAGMA application_id"), 0x4C4E4752);
    g_autofree char *mode = kit_sql_text(path, "PRAGMA journal_mode");
    CHECK_TEXT(mode, "wal");
    struct store *store = kit_open(path, STORE_READ);
    g_autofree char *list = kit_list(store, 0, true);
    CHECK_TEXT(list, "");
    store_close(store);
}

TEST(store_refuses_places)
{
    g_autofree char *folder = kit_path("folder"), *missing = kit_path("no/such/linger.db"), *below = kit_path("file/linger.db");
    g_autofree char *file = file_of("file", "x", 1), *pipe = kit_path("pipe");
    CHECK(mkdir(folder, 0777) == 0 && mkfifo(pipe, 0666) == 0);
    refuse(folder, "is a folder, but the findings database must be a file");
    refuse(pipe, "is not a regular file");
    refuse_mode(missing, STORE_WRITE, "cannot make the folder");
    refuse_mode(missing, STORE_READ, "there is no findings database");
    refuse_mode(below, STORE_WRITE, "is a file, but the findings database");
}

TEST(store_refuses_what_is_no_database)
{
    g_autofree char *text = file_of("text", "hello, world", -1), *zeroes = file_of("zeroes", (const char[500]){0}, 500);
    refuse(text, "does not begin as one");
    refuse(zeroes, "does not begin as one");
}

TEST(store_accepts_an_empty_file)
{
    g_autofree char *path = file_of("linger.db", "", 0);
    refuse_mode(path, STORE_READ, "is empty: run `linger check` first");
    record_one(path);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM findings"), 200);
}

TEST(store_refuses_foreign_databases)
{
    g_autofree char *named = kit_path("named.db"), *plain = kit_path("plain.db"), *ours = kit_path("ours.db");
    kit_sql(named, "PRAGMA application_id = 252006674; CREATE TABLE t (x)");
    kit_sql(plain, "CREATE TABLE t (x)");
    kit_sql(ours, "PRAGMA application_id = 1280198482; CREATE TABLE t (x)");
    refuse(named, "is the database of another program (application_id 0x0f055112)");
    refuse(plain, "is the database of another program");
    refuse(ours, "says its schema is version 0");
}

TEST(store_refuses_newer_schemas)
{
    g_autofree char *path = kit_path("linger.db");
    record_one(path);
    kit_sql(path, "PRAGMA user_version = 99");
    refuse(path, "was written by a newer linger (its schema is version 99");
}

/* Opening or the first use must say that it is damaged; nothing may be written. */
static void check_damaged(const char *path)
{
    struct error err = {0};
    g_autofree char *before = NULL, *after = NULL;
    gsize size_before = 0, size_after = 1;
    CHECK(g_file_get_contents(path, &before, &size_before, NULL));
    struct store *store = store_open(path, STORE_WRITE, &err);
    if (store != NULL) {
        struct kit *kit = kit_new();
        kit_finding(kit, "b.c", 1, "other", "g_other");
        CHECK(!kit_try(store, kit, NULL, &err));
        kit_free(kit);
        store_close(store);
    }
    if (CHECK(err.message != NULL) && !CHECK(strstr(err.message, "is damaged") != NULL))
        CHECK_TEXT(err.message, "…is damaged…");
    error_release(&err);
    CHECK(g_file_get_contents(path, &after, &size_after, NULL));
    CHECK(size_before == size_after && memcmp(before, after, size_before) == 0);
}

TEST(store_refuses_truncated_files)
{
    g_autofree char *whole = kit_path("linger.db"), *bytes = NULL;
    gsize size;
    record_one(whole);
    REQUIRE(g_file_get_contents(whole, &bytes, &size, NULL));
    const gsize cuts[] = {1, 50, 100, 4095, 4096, 5000, size / 2, size - 4096, size - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        g_autofree char *name = g_strdup_printf("cut_%zu.db", i);
        g_autofree char *path = file_of(name, bytes, (gssize)cuts[i]);
        check_damaged(path);
    }
}

TEST(store_refuses_overwritten_pages)
{
    g_autofree char *whole = kit_path("linger.db"), *bytes = NULL;
    gsize size;
    record_one(whole);
    REQUIRE(g_file_get_contents(whole, &bytes, &size, NULL));
    memset(bytes + 4096, 0x5a, size - 4096);
    g_autofree char *path = file_of("overwritten.db", bytes, (gssize)size);
    check_damaged(path);
}

/* --- read-only ------------------------------------------------------------------------------------------------------------ */

/* Runs in a child without root's rights; its sentence, or "" if it worked. g_free. */
static char *as_nobody(char *(*act)(const char *path), const char *path)
{
    int ends[2];
    if (!CHECK(pipe(ends) == 0))
        return g_strdup("");
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0))
            _exit(1);
        char *said = act(path);
        _exit(write(ends[1], said, strlen(said)) == (ssize_t)strlen(said) ? 0 : 1);
    }
    close(ends[1]);
    GString *text = g_string_new(NULL);
    char buffer[512];
    ssize_t got;
    while ((got = read(ends[0], buffer, sizeof buffer)) > 0)
        g_string_append_len(text, buffer, got);
    close(ends[0]);
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    return g_string_free(text, FALSE);
}

static char *open_write(const char *path)
{
    struct error err = {0};
    struct store *store = store_open(path, STORE_WRITE, &err);
    if (store == NULL)
        return err.message;
    struct kit *kit = kit_new();
    bool ok = kit_try(store, kit, NULL, &err);
    return ok ? g_strdup("") : err.message;
}

static char *open_read(const char *path)
{
    struct error err = {0};
    struct store *store = store_open(path, STORE_READ, &err);
    if (store == NULL)
        return err.message;
    struct results *results = store_load_findings(store, 0, false, &err);
    return results == NULL ? err.message : g_strdup_printf("%u findings", results->findings->len);
}

static void check_said(char *said, const char *wanted)
{
    if (!CHECK(strstr(said, wanted) != NULL))
        CHECK_TEXT(said, wanted);
    g_free(said);
}

TEST(store_reads_in_a_read_only_checkout)
{
    g_autofree char *folder = kit_path("folder with #1 %20"), *path = g_build_filename(folder, "linger.db", NULL);
    CHECK(chmod(test_folder(), 0755) == 0 && mkdir(folder, 0755) == 0);
    record_one(path);
    CHECK(chmod(path, 0444) == 0 && chmod(folder, 0555) == 0);
    check_said(as_nobody(open_read, path), "200 findings");
    check_said(as_nobody(open_write, path), "is read-only; make it writable or name another place with --db");
    CHECK(chmod(path, 0666) == 0); /* the folder alone */
    check_said(as_nobody(open_read, path), "200 findings");
    check_said(as_nobody(open_write, path), "cannot be written: it or its folder is read-only");
    CHECK(chmod(path, 0000) == 0);
    check_said(as_nobody(open_read, path), "cannot read the findings database");
    g_autofree char *none = g_build_filename(folder, "none.db", NULL);
    check_said(as_nobody(open_write, none), "cannot be opened");
    g_autofree char *below = g_build_filename(folder, ".linger", "linger.db", NULL);
    check_said(as_nobody(open_write, below), "cannot make the folder");
    CHECK(chmod(folder, 0755) == 0);
}
