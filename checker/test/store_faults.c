/* store_faults.c: processes that are killed, that compete, whose disk is full: nothing is lost, and a sentence says why. */
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/store_kit.h"
#include "test/test.h"

/* `count` findings from `first` on, with steps. */
static struct kit *kit_of(uint32_t first, uint32_t count)
{
    struct kit *kit = kit_new();
    for (uint32_t i = first; i < first + count; i++) {
        g_autofree char *file = g_strdup_printf("src/%u.c", i % 17), *subject = g_strdup_printf("g_list_%u", i);
        struct finding *finding = kit_finding(kit, file, i + 1, "serve", subject);
        kit_step(kit, finding, file, i + 1, "registered here");
        kit_step(kit, finding, "src/exit.c", i + 1, "exit without removal");
    }
    kit_registrations(kit, count);
    return kit;
}

static char *list_after(const char *path, struct kit *kit)
{
    struct store *store = kit_open(path, STORE_WRITE);
    if (store == NULL)
        return g_strdup("");
    kit_record(store, kit);
    kit_record(store, kit); /* so that all are unchanged */
    char *list = kit_list(store, 0, true);
    store_close(store);
    return list;
}

static void check_sound(const char *path)
{
    g_autofree char *integrity = kit_sql_text(path, "PRAGMA integrity_check");
    CHECK_TEXT(integrity, "ok");
    g_autofree char *broken = kit_sql_text(path, "PRAGMA foreign_key_check");
    CHECK_TEXT(broken, NULL);
}

LINGER_NORETURN static void write_for_ever(const char *path)
{
    struct kit *kits[] = {kit_of(0, 150), kit_of(100, 120)};
    for (unsigned i = 0;; i++) {
        struct store *store = store_open(path, STORE_WRITE, NULL);
        if (store == NULL || !kit_try(store, kits[i % 2], NULL, NULL) || !kit_try(store, kits[(i + 1) % 2], NULL, NULL))
            _exit(1);
        store_close(store);
    }
}

TEST(store_survives_kill_9)
{
    g_autofree char *calm = kit_path("calm.db");
    struct kit *kit = kit_of(0, 150);
    g_autofree char *wanted = list_after(calm, kit);
    CHECK(strlen(wanted) > 1000);
    GRand *random = g_rand_new_with_seed(6);
    g_autofree char *path = NULL;
    for (unsigned round = 0; round < 50; round++) {
        if (round % 10 == 0) { /* also while the file is being made */
            g_free(path);
            g_autofree char *name = g_strdup_printf("killed_%u.db", round);
            path = kit_path(name);
        }
        fflush(NULL);
        pid_t child = fork();
        if (child == 0)
            write_for_ever(path);
        g_usleep((gulong)g_rand_int_range(random, 0, round % 10 == 0 ? 40000 : 90000));
        int status;
        CHECK(kill(child, SIGKILL) == 0 && waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
        check_sound(path);
        g_autofree char *list = list_after(path, kit);
        CHECK_TEXT(list, wanted);
    }
    g_rand_free(random);
    kit_free(kit);
}

TEST(store_waits_for_the_other_and_says_so)
{
    g_autofree char *path = kit_path("linger.db");
    struct kit *kit = kit_of(0, 5);
    struct store *store = kit_open(path, STORE_WRITE), *reader = kit_open(path, STORE_READ);
    REQUIRE(store != NULL && reader != NULL);
    kit_record(store, kit);

    sqlite3 *other = NULL;
    CHECK(sqlite3_open(path, &other) == SQLITE_OK && sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
    store_set_patience(store, 100);
    struct error err = {0};
    CHECK(!kit_try(store, kit, NULL, &err));
    CHECK(err.message != NULL && strstr(err.message, "is in use by another linger") != NULL);
    error_release(&err);
    g_autofree char *list = kit_list(reader, 0, true); /* reading goes on */
    CHECK(strlen(list) > 0);
    sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
    CHECK(sqlite3_close(other) == SQLITE_OK);
    CHECK_NUMBER(kit_record(store, kit), 2);
    store_close(reader);
    store_close(store);
    kit_free(kit);
}

enum { WRITERS = 4, RUNS_EACH = 10 };

TEST(store_writers_take_turns)
{
    g_autofree char *path = kit_path(".linger/linger.db"); /* not there yet: they also compete in making it */
    pid_t children[WRITERS];
    fflush(NULL);
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (children[i] != 0)
            continue;
        struct kit *kit = kit_of((uint32_t)i * 10, 30);
        for (int run = 0; run < RUNS_EACH; run++) {
            struct store *store = store_open(path, STORE_WRITE, NULL);
            if (store == NULL || !kit_try(store, kit, NULL, NULL))
                _exit(1);
            store_close(store);
        }
        _exit(0);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        CHECK(waitpid(children[i], &status, 0) == children[i] && status == 0);
    }
    check_sound(path);
    CHECK_NUMBER(kit_sql(path, "SELECT count(*) FROM runs"), WRITERS * RUNS_EACH);
    CHECK_NUMBER(kit_sql(path, "SELECT max(id) FROM runs"), WRITERS * RUNS_EACH);
}

/* --- full disks ----------------------------------------------------------------------------------------------------------- */

/* Records more and more findings until it no longer works: the sentence. The exit status says whether there was one. */
static void write_until_full(const char *path, char *said, size_t size)
{
    struct error err = {0};
    struct store *store = store_open(path, STORE_WRITE, &err);
    for (uint32_t i = 0; store != NULL && i < 1000 && err.message == NULL; i++) {
        struct kit *kit = kit_of(0, 100 * (i + 1));
        if (kit_try(store, kit, NULL, &err))
            g_strlcpy(said, "", size);
        kit_free(kit);
    }
    store_close(store);
    g_strlcpy(said, err.message != NULL ? err.message : "it never got full", size);
    error_release(&err);
}

TEST(store_full_disk_loses_nothing)
{
    g_autofree char *path = kit_path("linger.db");
    struct kit *kit = kit_of(0, 50);
    g_autofree char *wanted = list_after(path, kit);
    struct rlimit old, low = {0};
    CHECK(getrlimit(RLIMIT_FSIZE, &old) == 0);
    low = old;
    low.rlim_cur = 400 * 1024;
    signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &low) == 0);
    char said[1024];
    write_until_full(path, said, sizeof said);
    CHECK(setrlimit(RLIMIT_FSIZE, &old) == 0);
    if (!CHECK(strstr(said, "what was stored before is intact") != NULL))
        CHECK_TEXT(said, "…what was stored before is intact…");
    check_sound(path);
    g_autofree char *list = list_after(path, kit);
    CHECK_TEXT(list, wanted);
    kit_free(kit);
}

static void fill_up(const char *path)
{
    FILE *file = fopen(path, "w");
    for (int i = 0; file != NULL && i < 2 * 1024 * 1024; i++)
        fputc('x', file);
    if (file != NULL)
        fclose(file);
}

static void check_small_file_system(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "linger.db", NULL), *filler = g_build_filename(folder, "filler", NULL);
    g_autofree char *new_path = g_build_filename(folder, "new.db", NULL);
    struct kit *kit = kit_of(0, 50);
    g_autofree char *wanted = list_after(path, kit);
    char said[1024];
    write_until_full(path, said, sizeof said);
    if (!CHECK(strstr(said, "the disk is full; free some space and repeat") != NULL))
        CHECK_TEXT(said, "…the disk is full; free some space and repeat…");
    check_sound(path);
    fill_up(filler); /* a disk that is full from the start: not even a new file */
    struct error err = {0};
    CHECK(store_open(new_path, STORE_WRITE, &err) == NULL && err.message != NULL && strstr(err.message, "disk") != NULL);
    error_release(&err);
    CHECK(mount(NULL, folder, NULL, MS_REMOUNT, "size=16m") == 0);
    g_autofree char *list = list_after(path, kit);
    CHECK_TEXT(list, wanted);
    kit_free(kit);
}

/* The same on a file system of a megabyte, seen by this process alone, where the system lets us make one. */
TEST(store_full_file_system_loses_nothing)
{
    g_autofree char *folder = kit_path("small");
    CHECK(mkdir(folder, 0777) == 0);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", folder, "tmpfs", 0, "size=1m") != 0)
        return;
    check_small_file_system(folder);
    CHECK(umount(folder) == 0);
}
