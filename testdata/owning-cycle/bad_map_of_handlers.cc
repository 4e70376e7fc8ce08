// Requests wait in a map of completion handlers that keep the channel.
#include <functional>
#include <map>
#include <memory>

class Channel : public std::enable_shared_from_this<Channel> {
public:
    void request(int id)
    {
        auto self = shared_from_this();
        pending_[id] = [self, id](int status) { self->done(id, status); }; // expect: owning-cycle[capture] "Channel::pending_"
    }
    void reply(int id, int status) { pending_[id](status); }
    void done(int, int status) { last_ = status; }

private:
    std::map<int, std::function<void(int)>> pending_;
    int last_ = 0;
};
