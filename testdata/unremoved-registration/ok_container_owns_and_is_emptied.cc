// The container owns its jobs; the failed one stays until the container is emptied at the end of the round.
#include <memory>
#include <string>
#include <vector>

struct Job {
    std::string command;
    bool failed = false;
};

static std::vector<std::unique_ptr<Job>> round_jobs;

bool add_job(const std::string &command)
{
    round_jobs.push_back(std::make_unique<Job>(Job{command}));
    Job *job = round_jobs.back().get();
    if (command.empty()) {
        job->failed = true;
        return false;
    }
    return true;
}

size_t end_round()
{
    size_t failed = 0;
    for (auto &job : round_jobs)
        failed += job->failed;
    round_jobs.clear();
    return failed;
}
