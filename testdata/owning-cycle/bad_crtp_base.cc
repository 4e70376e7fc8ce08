// A base template hands out the derived object, which keeps a callback of it.
#include <functional>
#include <memory>

template <class Derived> class Shared : public std::enable_shared_from_this<Derived> {
public:
    std::shared_ptr<Derived> self() { return this->shared_from_this(); }
};

class Watcher : public Shared<Watcher> {
public:
    void arm()
    {
        auto me = self();
        notify_ = [me] { me->count_++; }; // expect: owning-cycle[capture] "Watcher::notify_"
    }

private:
    std::function<void()> notify_;
    int count_ = 0;
};
