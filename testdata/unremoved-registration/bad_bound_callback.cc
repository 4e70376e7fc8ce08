// std::bind keeps the pointer it is given: the worker is deleted while the table still calls it.
#include <functional>
#include <vector>

class Worker {
public:
    explicit Worker(int core) : core_(core) {}
    void tick() { ++ticks_; }
    int core() const { return core_; }

private:
    int core_;
    long ticks_ = 0;
};

static std::vector<std::function<void()>> on_tick;

Worker *start_worker(int core, int cores)
{
    Worker *worker = new Worker(core);
    on_tick.push_back(std::bind(&Worker::tick, worker)); // expect: unremoved-registration[ended] "on_tick"
    if (core >= cores) {
        delete worker;
        return nullptr;
    }
    return worker;
}

void stop_workers()
{
    on_tick.clear();
}
