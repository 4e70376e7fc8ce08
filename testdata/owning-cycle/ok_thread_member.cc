// A thread's function owns the worker by value until it returns, however it is stored.
#include <memory>
#include <thread>

class Worker : public std::enable_shared_from_this<Worker> {
public:
    void start()
    {
        thread_ = std::thread([self = shared_from_this()] { self->run(); });
        thread_.detach();
    }

private:
    void run() { rounds_++; }
    std::thread thread_;
    int rounds_ = 0;
};
