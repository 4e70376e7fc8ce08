// A completion handler leaves the map when its reply has come.
#include <functional>
#include <map>
#include <memory>

class Channel : public std::enable_shared_from_this<Channel> {
public:
    void request(int id)
    {
        auto self = shared_from_this();
        pending_[id] = [self, id](int status) { self->done(id, status); };
    }
    void reply(int id, int status) 
    {
        auto handler = pending_[id];
        pending_.erase(id);
        handler(status);
    }
    void done(int, int status) { last_ = status; }

private:
    std::map<int, std::function<void(int)>> pending_;
    int last_ = 0;
};
