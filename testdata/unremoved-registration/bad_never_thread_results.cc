// A worker thread pushes every result object to a member of a static pool, which nobody takes from.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Result {
    std::string text;
};

class Pool {
public:
    void submit(const std::string &job);
    void work();
    size_t collect();

private:
    std::mutex lock_;
    std::condition_variable wake_;
    std::deque<std::string> jobs_;
    std::vector<Result *> results_;
};

static Pool pool;

void Pool::submit(const std::string &job)
{
    std::lock_guard<std::mutex> hold(lock_);
    jobs_.push_back(job);
    wake_.notify_one();
}

void Pool::work()
{
    for (;;) {
        std::unique_lock<std::mutex> hold(lock_);
        wake_.wait(hold);
        std::string job = jobs_.front();
        jobs_.pop_front();
        results_.push_back(new Result{job}); // expect-low: unremoved-registration[never] "results_"
    }
}

size_t Pool::collect()
{
    std::lock_guard<std::mutex> hold(lock_);
    size_t n = results_.size();
    return n;
}

void start_pool()
{
    std::thread worker([] { pool.work(); });
    worker.detach();
}

size_t submit_and_count(const std::string &job)
{
    pool.submit(job);
    return pool.collect();
}
