// Checkers come and go: the one whose first measurement throws stays for good.
#include <list>
#include <memory>
#include <stdexcept>

class Checker {
public:
    explicit Checker(int limit) : limit_(limit) {}
    void measure()
    {
        if (limit_ <= 0)
            throw std::invalid_argument("checker: no limit");
    }

private:
    int limit_;
};

class Monitor {
public:
    void add(const std::shared_ptr<Checker> &checker)
    {
        checkers_.push_back(checker); // expect: unremoved-registration[exit] "checkers_"
        checker->measure();
    }
    void remove(const std::shared_ptr<Checker> &checker) { checkers_.remove(checker); }

private:
    std::list<std::shared_ptr<Checker>> checkers_;
};

static Monitor monitor;

void add_limit(int limit)
{
    monitor.add(std::make_shared<Checker>(limit));
}
