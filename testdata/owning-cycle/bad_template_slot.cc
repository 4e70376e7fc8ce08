// A slot template that keeps what it is given is a member of what it is given.
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
    void begin() { current_ = shared_from_this(); } // expect: owning-cycle[stored] "Job::current_"
    void rename(int id) { id_ = id; }

private:
    std::shared_ptr<Job> current_;
    Slot<int> spare_;
    int id_ = 0;
};
