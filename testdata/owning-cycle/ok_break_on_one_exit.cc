// The handler is dropped on both ways out.
#include <functional>
#include <memory>

bool handshake(int fd);

class Link : public std::enable_shared_from_this<Link> {
public:
    bool run(int fd)
    {
        on_data_ = [self = shared_from_this()] { ++self->packets_; };
        if (!handshake(fd))
        {
            on_data_ = nullptr;
            return false;
        }
        on_data_();
        on_data_ = nullptr;
        return true;
    }

private:
    std::function<void()> on_data_;
    int packets_ = 0;
};
