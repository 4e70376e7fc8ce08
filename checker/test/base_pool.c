/* Worker processes: what a job can do to its worker, and that the others never notice. */
#include "base/pool.h"

#include "test/test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS = 40, NOT_DONE = 0, DONE_GOOD = 1, DONE_FAILED = 2 };

struct record {
    int state[JOBS];
    char *text[JOBS]; /* answer or failure */
    unsigned finished;
    void (*work)(uint32_t job, GByteArray *out);
};

static void append_text(GByteArray *out, const char *format, ...) LINGER_PRINTF(2, 3);
static void append_text(GByteArray *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
    g_free(text);
}

static void work(uint32_t job, GByteArray *out, void *user)
{
    ((struct record *)user)->work(job, out);
}

static void done(uint32_t job, const uint8_t *bytes, size_t size, const char *failure, void *user)
{
    struct record *record = user;
    CHECK(record->state[job] == NOT_DONE);
    record->finished++;
    record->state[job] = failure != NULL ? DONE_FAILED : DONE_GOOD;
    record->text[job] = failure != NULL ? g_strdup(failure) : g_strndup((const char *)bytes, size);
}

static void run(struct record *record, uint32_t count, struct pool_options options)
{
    struct pool_jobs jobs = {.count = count, .work = work, .done = done, .user = record};
    struct error err = {0};
    CHECK(pool_run(&jobs, &options, &err));
    CHECK_TEXT(err.message, NULL);
    CHECK_NUMBER(record->finished, count);
    error_release(&err);
}

static void release(struct record *record)
{
    for (int i = 0; i < JOBS; i++)
        g_free(record->text[i]);
}

static void answer_number(uint32_t job, GByteArray *out)
{
    append_text(out, "job %u", job);
}

static void check_numbers(const struct record *record, uint32_t count, uint32_t except)
{
    for (uint32_t job = 0; job < count; job++) {
        char wanted[32];
        g_snprintf(wanted, sizeof wanted, "job %u", job);
        if (job != except)
            CHECK_TEXT(record->text[job], wanted);
    }
}

TEST(pool_answers_every_job)
{
    for (unsigned workers = 0; workers <= 3; workers++) {
        struct record record = {.work = answer_number};
        run(&record, JOBS, (struct pool_options){.workers = workers});
        check_numbers(&record, JOBS, UINT32_MAX);
        release(&record);
    }
}

TEST(pool_without_jobs)
{
    struct record record = {.work = answer_number};
    run(&record, 0, (struct pool_options){.workers = 2});
    release(&record);
}

static void crash_on_seven(uint32_t job, GByteArray *out)
{
    answer_number(job, out);
    if (job == 7) {
        signal(SIGSEGV, SIG_DFL); /* a sanitizer may have taken it */
        raise(SIGSEGV);
    }
}

TEST(pool_survives_a_crash)
{
    struct record record = {.work = crash_on_seven};
    run(&record, 20, (struct pool_options){.workers = 2, .job_seconds = 30});
    check_numbers(&record, 20, 7);
    CHECK_TEXT(record.text[7], "crashed with signal 11 (Segmentation fault)");
    release(&record);
}

static void leave(uint32_t job, GByteArray *out)
{
    if (job == 0)
        _exit(3);
    if (job == 1)
        raise(SIGKILL);
    answer_number(job, out);
}

TEST(pool_survives_exit_and_kill)
{
    struct record record = {.work = leave};
    run(&record, 3, (struct pool_options){.workers = 1});
    CHECK_TEXT(record.text[0], "crashed with exit status 3");
    CHECK_TEXT(record.text[1], "was killed from outside (signal 9); the machine may be short of memory");
    CHECK_TEXT(record.text[2], "job 2");
    release(&record);
}

static void hang_on_three(uint32_t job, GByteArray *out)
{
    answer_number(job, out);
    while (job == 3)
        pause();
}

TEST(pool_ends_a_hang)
{
    struct record record = {.work = hang_on_three};
    gint64 begin = g_get_monotonic_time();
    run(&record, 10, (struct pool_options){.workers = 2, .job_seconds = 0.5});
    CHECK(g_get_monotonic_time() - begin < 10 * G_USEC_PER_SEC);
    check_numbers(&record, 10, 3);
    CHECK_TEXT(record.text[3], "did nothing for 0.5 s");
    release(&record);
}

/* Sleeps longer than the limit, in pieces: what a worker on a busy machine looks like. Then spins without end. */
static void starve_then_spin(uint32_t job, GByteArray *out)
{
    for (int i = 0; i < 20; i++)
        g_usleep(50 * 1000);
    answer_number(job, out);
    while (job == 1)
        continue;
}

TEST(pool_counts_processor_time)
{
    struct record record = {.work = starve_then_spin};
    run(&record, 3, (struct pool_options){.workers = 3, .job_seconds = 0.5});
    check_numbers(&record, 3, 1);
    CHECK_TEXT(record.text[1], "took more than 0.5 s of processor time");
    release(&record);
}

static void eat_on_two(uint32_t job, GByteArray *out)
{
    answer_number(job, out);
    while (job == 2) {
        char *piece = malloc(1024 * 1024);
        memset(piece, 1, 1024 * 1024);
        *(char *volatile *)&piece = NULL; /* leaked on purpose */
        g_usleep(100);
    }
}

TEST(pool_ends_a_glutton)
{
    struct record record = {.work = eat_on_two};
    run(&record, 10, (struct pool_options){.workers = 2, .job_seconds = 50, .job_bytes = 256u << 20});
    check_numbers(&record, 10, 2);
    CHECK_TEXT(record.text[2], "used more than 256 MiB of memory");
    release(&record);
}

enum { BIG = 5 * 1000 * 1000 };

static void answer_big(uint32_t job, GByteArray *out)
{
    g_byte_array_set_size(out, job == 0 ? 0 : BIG + job);
    if (job > 0)
        memset(out->data, 'a' + (int)job, out->len);
}

TEST(pool_carries_big_and_empty_answers)
{
    struct record record = {.work = answer_big};
    run(&record, 6, (struct pool_options){.workers = 2, .job_seconds = 50});
    CHECK_TEXT(record.text[0], "");
    for (int job = 1; job < 6; job++) {
        CHECK_NUMBER(strlen(record.text[job]), BIG + job);
        CHECK(record.text[job][0] == 'a' + job && record.text[job][BIG] == 'a' + job);
    }
    release(&record);
}

static void tell_process(uint32_t job, GByteArray *out)
{
    (void)job;
    append_text(out, "%d", (int)getpid());
}

TEST(pool_works_elsewhere_even_with_one_worker)
{
    struct record record = {.work = tell_process};
    run(&record, 5, (struct pool_options){.workers = 1});
    for (int job = 0; job < 5; job++) {
        CHECK(atoi(record.text[job]) != (int)getpid());
        CHECK_TEXT(record.text[job], record.text[0]);
    }
    release(&record);
    CHECK(waitpid(-1, NULL, WNOHANG) < 0); /* nobody is left behind */
}

static void read_stdin(uint32_t job, GByteArray *out)
{
    char byte;
    append_text(out, "%d", (int)read(STDIN_FILENO, &byte, 1));
    printf("job %u speaks\n", job);
}

TEST(pool_workers_read_nothing)
{
    int pipes[2];
    REQUIRE(pipe(pipes) == 0);
    dup2(pipes[0], STDIN_FILENO); /* would block for ever */
    struct record record = {.work = read_stdin};
    run(&record, 2, (struct pool_options){.workers = 1, .job_seconds = 20});
    CHECK_TEXT(record.text[0], "0");
    CHECK_TEXT(record.text[1], "0");
    release(&record);
}

static int report_pipe;

static void report_and_wait(uint32_t job, GByteArray *out)
{
    (void)job, (void)out;
    pid_t self = getpid();
    if (write(report_pipe, &self, sizeof self) == sizeof self)
        pause();
}

TEST(pool_workers_die_with_their_parent)
{
    int pipes[2];
    REQUIRE(pipe(pipes) == 0);
    report_pipe = pipes[1];
    pid_t parent = fork();
    if (parent == 0) {
        struct record record = {.work = report_and_wait};
        struct pool_jobs jobs = {.count = 1, .work = work, .done = done, .user = &record};
        struct pool_options options = {.workers = 1};
        pool_run(&jobs, &options, NULL);
        _exit(0);
    }
    close(pipes[1]);
    pid_t worker = 0;
    CHECK(read(pipes[0], &worker, sizeof worker) == sizeof worker);
    CHECK(kill(worker, 0) == 0);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    char byte;
    CHECK_NUMBER(read(pipes[0], &byte, 1), 0); /* the end of the pipe: its last writer, the worker, is gone */
    close(pipes[0]);
}
