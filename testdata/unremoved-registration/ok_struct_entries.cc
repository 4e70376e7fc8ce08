// The entries are records that name the peer; a peer that cannot be resumed is deleted after its entry.
#include <map>
#include <string>

struct Peer {
    std::string address;
};

struct Route {
    int metric;
    Peer *next_hop;
};

class Router {
public:
    Peer *connect(const std::string &network, int metric);
    void drop(const std::string &network);

private:
    bool resume(int metric) { return metric < 16; }
    std::map<std::string, Route> routes_;
};

static Router router;

Peer *Router::connect(const std::string &network, int metric)
{
    Peer *peer = new Peer;
    Route route{metric, peer};
    routes_.emplace(network, route);
    if (!resume(metric)) {
        routes_.erase(network);
        delete peer;
        return nullptr;
    }
    return peer;
}

void Router::drop(const std::string &network)
{
    auto it = routes_.find(network);
    if (it == routes_.end())
        return;
    delete it->second.next_hop;
    routes_.erase(it);
}

void reconnect(const std::string &network)
{
    router.drop(network);
    router.connect(network, 3);
}
