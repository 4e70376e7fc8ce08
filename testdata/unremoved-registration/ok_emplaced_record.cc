// The entry is made of texts and numbers: locals that its constructor copies.
#include <string>
#include <vector>

struct Listener {
    Listener(const std::string &host, int port) : host_(host), port_(port) {}
    std::string host_;
    int port_;
};

static std::vector<Listener> listeners;

void add_listeners(const char *names[], int count)
{
    for (int i = 0; i < count; i++) {
        std::string host = names[i];
        listeners.emplace_back(host, 80 + i);
    }
}

void drop_listener()
{
    listeners.pop_back();
}
