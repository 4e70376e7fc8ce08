// Of two things captured, one is the object that keeps the lambda.
#include <functional>
#include <memory>

struct Log {
    int lines = 0;
};
struct Worker : std::enable_shared_from_this<Worker> {
    std::function<void()> step;
    int done = 0;
    void prepare(std::shared_ptr<Log> log)
    {
        auto me = shared_from_this();
        step = [log, me] { log->lines += me->done; }; // expect: owning-cycle[capture] "Worker"
    }
};
