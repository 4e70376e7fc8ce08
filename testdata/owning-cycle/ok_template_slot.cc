// A job that is cancelled lets go of itself.
#include <memory>

template <class T> class Slot {
public:
    void fill(std::shared_ptr<T> value) { value_ = value; }
    void empty() { value_.reset(); }

private:
    std::shared_ptr<T> value_;
};

class Job : public std::enable_shared_from_this<Job> {
public:
    void begin() { current_ = shared_from_this(); }
    void cancel() { current_ = nullptr; }

private:
    std::shared_ptr<Job> current_;
    Slot<int> spare_;
    int id_ = 0;
};
