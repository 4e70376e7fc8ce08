// Nobody can see what the library does with the handler: nothing is assumed.
#include <functional>
#include <memory>

void watch_descriptor(int fd, std::function<void(int)> handler);

class Pipe : public std::enable_shared_from_this<Pipe> {
public:
    void attach(int fd)
    {
        fd_ = fd;
        watch_descriptor(fd, [self = shared_from_this()](int events) { self->ready(events); });
    }
    void ready(int events) { last_ = events; }

private:
    int fd_ = -1, last_ = 0;
};
