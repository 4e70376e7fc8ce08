// The container is a member of a member of a local: it goes with each round.
#include <functional>
#include <list>
#include <sys/socket.h>
#include <unistd.h>

struct Watcher {
    int fd;
};

class Watchers {
public:
    void watch(Watcher *watcher) { all_.push_back(watcher); }
    void each(const std::function<void(Watcher *)> &f)
    {
        for (Watcher *watcher : all_)
            f(watcher);
    }

private:
    std::list<Watcher *> all_;
};

struct Hub {
    Watchers watchers;
    int port = 0;
};

int main()
{
    for (;;) {
        Hub hub;
        Watcher *watcher = new Watcher{::accept(3, nullptr, nullptr)};
        hub.watchers.watch(watcher);
        ::close(watcher->fd);
    }
}
