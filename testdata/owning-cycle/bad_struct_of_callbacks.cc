// A set of callbacks is filled in one place and handed over as a whole.
#include <functional>
#include <memory>
#include <string>
#include <utility>

struct Callbacks {
    std::function<void()> on_open;
    std::function<void(const std::string &)> on_message;
};

class Channel : public std::enable_shared_from_this<Channel> {
public:
    void open()
    {
        Callbacks callbacks;
        auto self = shared_from_this();
        callbacks.on_message = [self](const std::string &text) { self->deliver(text); }; // expect: owning-cycle[capture] "Channel"
        callbacks_ = std::move(callbacks);
    }
    void deliver(const std::string &text);

private:
    Callbacks callbacks_;
};
