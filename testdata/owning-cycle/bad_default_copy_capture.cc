// [=] copies the local that owns the object, though nobody wrote its name in the brackets.
#include <functional>
#include <memory>
#include <vector>

class Feed : public std::enable_shared_from_this<Feed> {
public:
    void watch(int topic)
    {
        auto me = shared_from_this();
        listeners_.push_back([=](int value) { me->seen_ += value * topic; }); // expect: owning-cycle[capture] "Feed"
    }
    void publish(int value)
    {
        for (auto &listener : listeners_)
            listener(value);
    }

private:
    std::vector<std::function<void(int)>> listeners_;
    int seen_ = 0;
};
