// The entry is made of a pointer to a local, which is gone when the function returns.
#include <string>
#include <vector>

struct Host {
    std::string name;
};

struct Listener {
    Listener(Host *host, int port) : host_(host), port_(port) {}
    Host *host_;
    int port_;
};

static std::vector<Listener> listeners;

void add_listeners(const char *names[], int count)
{
    for (int i = 0; i < count; i++) {
        Host host;
        host.name = names[i];
        listeners.emplace_back(&host, 80 + i); // expect: unremoved-registration[exit] "listeners"
    }
}

void drop_listener()
{
    listeners.pop_back();
}
