/* pool.c: one socket per worker. Down it goes a job's number, up come a header and that many bytes. The parent polls all sockets
 * and looks at clocks and resident sizes in between: an address-space limit would be simpler, but sanitizers cannot start under
 * one, and the resident size is what hurts the machine.
 *
 * The clock that counts is the worker's own, of processor time: on a busy machine a job must not fail for what others do. One
 * that sleeps for ever shows in that clock standing still. */
#include "base/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MILLISECONDS = 25, NO_JOB = UINT32_MAX };
enum { HEAP_STEP_BYTES = 64 << 20, HUGE_PAGE_BYTES = 2 << 20 };

struct header {
    uint32_t job, magic;
    uint64_t size;
};
static const uint32_t header_magic = 0x6c696e67;

struct worker {
    pid_t pid;           /* 0: none */
    int socket;          /* our end */
    uint32_t job;        /* NO_JOB: idle */
    double began;        /* the job, by the worker's processor clock */
    double moved;        /* that clock, when it was last seen to move */
    gint64 moved_at;     /* monotonic microseconds */
    uint64_t born_bytes; /* resident size after the fork: mostly ours */
    GByteArray *answer;
};

struct pool {
    const struct pool_jobs *jobs;
    const struct pool_options *options;
    struct worker *workers;
    unsigned count;
    uint32_t next, finished;
    gint64 last_look;
};

unsigned pool_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (unsigned)CPU_COUNT(&set);
    return MAX(g_get_num_processors(), 1);
}

/* --- in the worker -----------------------------------------------------------------------------------------------------------
 */

static bool write_all(int fd, const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        ssize_t written = write(fd, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        size -= (size_t)written;
    }
    return true;
}

static bool read_all(int fd, void *data, size_t size)
{
    char *at = data;
    while (size > 0) {
        ssize_t got = read(fd, at, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static void limit(int resource, rlim_t at_least, rlim_t at_most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return;
    now.rlim_cur = MIN(MAX(now.rlim_cur, at_least), MIN(at_most, now.rlim_max));
    setrlimit(resource, &now);
}

/* Jobs take much memory and give it back: it stays with the worker, in one heap. Tells where that begins. */
static char *keep_memory(void)
{
    char *begin = sbrk(0);
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_MMAP_THRESHOLD, HEAP_STEP_BYTES / 2);
    mallopt(M_TOP_PAD, HEAP_STEP_BYTES);
    g_free(g_malloc(HEAP_STEP_BYTES / 4)); /* the first step */
#endif
    return begin;
}

/* Where memory comes 4 KiB at a time, a parse spends a tenth of its time waiting for it. */
static void use_huge_pages(const char *heap)
{
    uintptr_t begin = ((uintptr_t)heap + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES, end = (uintptr_t)sbrk(0);
    if (begin < end)
        madvise((void *)begin, end - begin, MADV_HUGEPAGE);
}

static void settle_in(const struct pool *pool, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0); /* it died before we asked to be told */
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    limit(RLIMIT_CORE, 0, 0);
    if (pool->options->stack_bytes > 0)
        limit(RLIMIT_STACK, pool->options->stack_bytes, RLIM_INFINITY);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0) {
        dup2(nothing, STDIN_FILENO);
        if (nothing > STDERR_FILENO)
            close(nothing);
    }
    dup2(STDERR_FILENO, STDOUT_FILENO);
}

static void serve(const struct pool *pool, int fd) LINGER_NORETURN;
static void serve(const struct pool *pool, int fd)
{
    uint32_t job;
    const char *heap = keep_memory();
    GByteArray *out = g_byte_array_new();
    while (read_all(fd, &job, sizeof job)) {
        use_huge_pages(heap);
        g_byte_array_set_size(out, 0);
        pool->jobs->work(job, out, pool->jobs->user);
        struct header header = {.job = job, .magic = header_magic, .size = out->len};
        if (!write_all(fd, &header, sizeof header) || !write_all(fd, out->data, out->len))
            break;
    }
    _exit(0); /* not exit(): what the parent registered or buffered is the parent's */
}

/* --- in the parent -----------------------------------------------------------------------------------------------------------
 */

static uint64_t resident_bytes(pid_t pid)
{
    char path[64], text[128];
    g_snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t got = read(fd, text, sizeof text - 1);
    close(fd);
    if (got <= 0)
        return 0;
    text[got] = '\0';
    const char *second = strchr(text, ' ');
    return second != NULL ? g_ascii_strtoull(second, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

/* All its threads together. */
static double processor_seconds(pid_t pid)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return 0;
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool start(struct pool *pool, struct worker *worker, struct error *err)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return error_set(err, "cannot start a worker process: no socket: %s", g_strerror(errno));
    fflush(NULL);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0) {
        close(sockets[0]);
        close(sockets[1]);
        return error_set(err, "cannot start a worker process: %s; use fewer with -j", g_strerror(errno));
    }
    if (pid == 0) {
        close(sockets[0]);
        for (unsigned i = 0; i < pool->count; i++)
            if (pool->workers[i].pid != 0)
                close(pool->workers[i].socket); /* else its owner would never see the end */
        settle_in(pool, parent);
        serve(pool, sockets[1]);
    }
    close(sockets[1]);
    fcntl(sockets[0], F_SETFL, O_NONBLOCK);
    worker->pid = pid;
    worker->socket = sockets[0];
    worker->job = NO_JOB;
    worker->born_bytes = resident_bytes(pid);
    g_byte_array_set_size(worker->answer, 0);
    return true;
}

/* Waits for the process's end; its wait status. Idle workers end by themselves once their socket is closed. */
static int stop(struct worker *worker, bool by_force)
{
    int status = 0;
    if (by_force)
        kill(worker->pid, SIGKILL);
    close(worker->socket);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->pid = 0;
    return status;
}

static void finish(struct pool *pool, struct worker *worker, const uint8_t *bytes, size_t size, const char *failure)
{
    uint32_t job = worker->job;
    worker->job = NO_JOB;
    pool->finished++;
    pool->jobs->done(job, bytes, size, failure, pool->jobs->user);
    g_byte_array_set_size(worker->answer, 0);
}

static void fail(struct pool *pool, struct worker *worker, char *failure)
{
    if (worker->job != NO_JOB)
        finish(pool, worker, NULL, 0, failure);
    g_free(failure);
}

static char *describe_end(int status)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        return g_strdup("was killed from outside (signal 9); the machine may be short of memory");
    if (WIFSIGNALED(status))
        return g_strdup_printf("crashed with signal %d (%s)", WTERMSIG(status), g_strsignal(WTERMSIG(status)));
    return g_strdup_printf("crashed with exit status %d", WEXITSTATUS(status));
}

static char *describe_bytes(uint64_t bytes)
{
    const double mebi = 1024.0 * 1024.0, gibi = mebi * 1024.0;
    return (double)bytes >= gibi ? g_strdup_printf("%.3g GiB", (double)bytes / gibi)
                                 : g_strdup_printf("%.3g MiB", (double)bytes / mebi);
}

/* The worker left, or its answer makes no sense. */
static void bury(struct pool *pool, struct worker *worker, bool by_force)
{
    int status = stop(worker, by_force);
    fail(pool, worker, by_force ? g_strdup("crashed: its answer was garbled") : describe_end(status));
}

/* A worker that has grown to half the limit starts its next job from nothing: a job's verdict must not depend on its forerunners.
 */
static void retire_if_fat(const struct pool *pool, struct worker *worker)
{
    uint64_t limit_bytes = pool->options->job_bytes;
    if (limit_bytes > 0 && resident_bytes(worker->pid) > worker->born_bytes + limit_bytes / 2)
        stop(worker, true);
}

/* Takes what has arrived. */
static void receive(struct pool *pool, struct worker *worker)
{
    uint8_t buffer[64 * 1024];
    while (true) {
        ssize_t got = read(worker->socket, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (got <= 0) {
            bury(pool, worker, false);
            return;
        }
        g_byte_array_append(worker->answer, buffer, (guint)got);
        struct header header;
        if (worker->answer->len < sizeof header)
            continue;
        memcpy(&header, worker->answer->data, sizeof header);
        size_t size = worker->answer->len - sizeof header;
        if (header.magic != header_magic || header.job != worker->job || header.size > G_MAXUINT32 / 2 || size > header.size) {
            bury(pool, worker, true);
            return;
        }
        if (size == header.size) {
            finish(pool, worker, worker->answer->data + sizeof header, size, NULL);
            retire_if_fat(pool, worker);
            return;
        }
    }
}

static char *check_time(struct worker *worker, double limit_seconds, gint64 now)
{
    double seconds = processor_seconds(worker->pid);
    if (seconds > worker->moved) {
        worker->moved = seconds;
        worker->moved_at = now;
    }
    if (seconds - worker->began > limit_seconds)
        return g_strdup_printf("took more than %g s of processor time", limit_seconds);
    if ((double)(now - worker->moved_at) > limit_seconds * G_USEC_PER_SEC)
        return g_strdup_printf("did nothing for %g s", limit_seconds);
    return NULL;
}

static void check_limits(struct pool *pool, struct worker *worker, gint64 now)
{
    const struct pool_options *options = pool->options;
    char *failure = options->job_seconds > 0 ? check_time(worker, options->job_seconds, now) : NULL;
    if (failure == NULL && options->job_bytes > 0 && resident_bytes(worker->pid) > worker->born_bytes + options->job_bytes) {
        char *size = describe_bytes(options->job_bytes);
        failure = g_strdup_printf("used more than %s of memory", size);
        g_free(size);
    }
    if (failure != NULL) {
        stop(worker, true);
        fail(pool, worker, failure);
    }
}

/* Gives the worker the next job, starting it first if need be. False: there is no worker to give it to. */
static bool feed(struct pool *pool, struct worker *worker, struct error *err)
{
    for (int attempt = 0; attempt < 3; attempt++) {
        if (worker->pid == 0 && !start(pool, worker, err))
            return false;
        uint32_t job = pool->next;
        if (send(worker->socket, &job, sizeof job, MSG_NOSIGNAL) == (ssize_t)sizeof job) {
            worker->job = job;
            worker->began = worker->moved = processor_seconds(worker->pid);
            worker->moved_at = g_get_monotonic_time();
            pool->next++;
            return true;
        }
        stop(worker, true); /* it died while idle: no job's fault */
    }
    return error_set(err, "cannot start a worker process: it ends at once");
}

/* Every idle worker gets a job. True as long as at least one worker is busy or all is done. */
static bool feed_all(struct pool *pool, struct error *err)
{
    unsigned busy = 0;
    struct error trouble = {0};
    for (unsigned i = 0; i < pool->count; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->job == NO_JOB && pool->next < pool->jobs->count && !feed(pool, worker, &trouble))
            continue; /* fewer workers than wished will do */
        busy += worker->job != NO_JOB;
    }
    bool is_alive = busy > 0 || pool->finished == pool->jobs->count;
    if (!is_alive)
        error_set(err, "%s", trouble.message != NULL ? trouble.message : "no worker process could be started");
    error_release(&trouble);
    return is_alive;
}

static void wait_and_receive(struct pool *pool, struct pollfd *polls)
{
    nfds_t count = 0;
    for (unsigned i = 0; i < pool->count; i++)
        polls[count++] = (struct pollfd){.fd = pool->workers[i].job != NO_JOB ? pool->workers[i].socket : -1, .events = POLLIN};
    bool has_limits = pool->options->job_seconds > 0 || pool->options->job_bytes > 0;
    int ready = poll(polls, count, has_limits ? TICK_MILLISECONDS : -1);
    for (unsigned i = 0; ready > 0 && i < pool->count; i++)
        if (polls[i].revents != 0)
            receive(pool, &pool->workers[i]);
    gint64 now = g_get_monotonic_time();
    if (!has_limits || now - pool->last_look < TICK_MILLISECONDS * 1000)
        return;
    pool->last_look = now;
    for (unsigned i = 0; i < pool->count; i++)
        if (pool->workers[i].job != NO_JOB)
            check_limits(pool, &pool->workers[i], now);
}

bool pool_run(const struct pool_jobs *jobs, const struct pool_options *options, struct error *err)
{
    struct pool pool = {.jobs = jobs, .options = options, .count = MAX(options->workers, 1)};
    pool.count = MIN(pool.count, MAX(jobs->count, 1));
    pool.workers = g_new0(struct worker, pool.count);
    for (unsigned i = 0; i < pool.count; i++)
        pool.workers[i] = (struct worker){.job = NO_JOB, .answer = g_byte_array_new()};
    struct pollfd *polls = g_new0(struct pollfd, pool.count);
    bool is_alive = true;
    while (pool.finished < jobs->count && is_alive) {
        is_alive = feed_all(&pool, err);
        if (is_alive)
            wait_and_receive(&pool, polls);
    }
    for (unsigned i = 0; i < pool.count; i++) {
        if (pool.workers[i].pid != 0)
            stop(&pool.workers[i], true);
        g_byte_array_unref(pool.workers[i].answer);
    }
    g_free(polls);
    g_free(pool.workers);
    return is_alive;
}
