// The container is a member of a member of a static object: it lives as long as the program, and only grows.
#include <functional>
#include <list>
#include <sys/socket.h>
#include <unistd.h>

struct Watcher {
    int fd;
};

class Watchers {
public:
    void watch(Watcher *watcher) { all_.push_back(watcher); } // expect: unremoved-registration[never] "all_"
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

static Hub hub;

int main()
{
    for (;;) {
        Watcher *watcher = new Watcher{::accept(3, nullptr, nullptr)};
        hub.watchers.watch(watcher);
        ::close(watcher->fd);
    }
}
