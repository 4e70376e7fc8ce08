// A request drops its handler when a reply comes, and when it is closed.
#include <functional>
#include <memory>

class Request : public std::enable_shared_from_this<Request> {
public:
    void send()
    {
        on_reply_ = [self = shared_from_this()] { self->replies_++; };
    }
    void handle_reply()
    {
        on_reply_();
        on_reply_ = nullptr;
    }
    void close()
    {
        is_open_ = false;
        on_reply_ = nullptr;
    }

private:
    std::function<void()> on_reply_;
    int replies_ = 0;
    bool is_open_ = true;
};

void poll(Request &request, bool is_lost)
{
    if (is_lost)
        request.close();
    else
        request.handle_reply();
}
