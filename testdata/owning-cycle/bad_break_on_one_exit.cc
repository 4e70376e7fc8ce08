// The handler is dropped at the end, but not when the handshake fails.
#include <functional>
#include <memory>

bool handshake(int fd);

class Link : public std::enable_shared_from_this<Link> {
public:
    bool run(int fd)
    {
        on_data_ = [self = shared_from_this()] { ++self->packets_; }; // expect: owning-cycle[capture] "Link"
        if (!handshake(fd))
            return false; // expect-step: "leaves here"
        on_data_();
        on_data_ = nullptr;
        return true;
    }

private:
    std::function<void()> on_data_;
    int packets_ = 0;
};
