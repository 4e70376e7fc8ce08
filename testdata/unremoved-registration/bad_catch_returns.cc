// The catch block turns the exception into a failure and forgets the local job in the table.
#include <stdexcept>
#include <string>
#include <unordered_map>

struct Job {
    std::string command;
    int status = 0;
    void run();
};

void Job::run()
{
    if (command.size() > 4096)
        throw std::invalid_argument("command too long");
    status = 1;
}

namespace {
std::unordered_map<int, Job *> running;
}

int run_job(int id, const std::string &command)
{
    Job job{command};
    running.emplace(id, &job); // expect: unremoved-registration "running"
    try {
        job.run();
    } catch (const std::invalid_argument &) {
        return -1;
    }
    running.erase(id);
    return job.status;
}

bool is_running(int id)
{
    return running.count(id) > 0;
}
