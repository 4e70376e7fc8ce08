// [&] refers to the local and owns nothing.
#include <functional>
#include <memory>
#include <vector>

class Feed : public std::enable_shared_from_this<Feed> {
public:
    void watch(int topic)
    {
        auto me = shared_from_this();
        listeners_.push_back([&me, topic](int value) { me->seen_ += value * topic; });
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
