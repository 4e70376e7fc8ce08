// Of two things captured, the worker is weak.
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
        std::weak_ptr<Worker> weak = shared_from_this();
        step = [log, weak] {
            if (auto me = weak.lock())
                log->lines += me->done;
        };
    }
};
