// clone() does not register, register_logger does: a logger for each worker of each job.
#include <memory>
#include <spdlog/spdlog.h>
#include <string>
#include <unistd.h>

static unsigned g_jobs;

static void run_job()
{
    auto log = spdlog::default_logger()->clone("job" + std::to_string(++g_jobs));
    spdlog::register_logger(log); // expect: per-object-logger[unique-name] "g_jobs"
    log->info("run");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        run_job();
}
