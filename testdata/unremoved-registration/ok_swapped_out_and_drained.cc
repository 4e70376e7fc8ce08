// The loop swaps the list of deferred calls with an empty one and drains that.
#include <memory>
#include <string>
#include <sys/socket.h>
#include <vector>

struct Deferred {
    int fd;
    std::string text;
};

static std::vector<Deferred *> deferred;

static void run_deferred()
{
    std::vector<Deferred *> now;
    now.swap(deferred);
    for (Deferred *d : now) {
        ::send(d->fd, d->text.c_str(), d->text.size(), 0);
        delete d;
    }
}

void loop(int listener)
{
    for (;;) {
        int fd = ::accept(listener, nullptr, nullptr);
        if (fd < 0)
            return;
        deferred.push_back(new Deferred{fd, "welcome"});
        run_deferred();
    }
}
