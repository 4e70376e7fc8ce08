// A base template hands out the derived object weakly.
#include <functional>
#include <memory>

template <class Derived> class Shared : public std::enable_shared_from_this<Derived> {
public:
    std::weak_ptr<Derived> self() { return this->shared_from_this(); }
};

class Watcher : public Shared<Watcher> {
public:
    void arm()
    {
        auto me = self();
        notify_ = [me] {
            if (auto strong = me.lock())
                strong->count_++;
        };
    }

private:
    std::function<void()> notify_;
    int count_ = 0;
};
