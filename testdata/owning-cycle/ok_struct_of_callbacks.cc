// The callbacks are a part of the channel: a plain this will do.
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
        callbacks.on_message = [this](const std::string &text) { deliver(text); };
        callbacks_ = std::move(callbacks);
    }
    void deliver(const std::string &text);

private:
    Callbacks callbacks_;
};
