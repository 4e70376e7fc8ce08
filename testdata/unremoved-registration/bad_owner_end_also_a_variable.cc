// Every server is in the list; one that is dropped ends in it.
#include <algorithm>
#include <string>
#include <vector>

class Server {
public:
    explicit Server(const std::string &name) : name_(name) {}
    ~Server() {}
    const std::string &name() const { return name_; }

private:
    std::string name_;
};

class Network {
public:
    void add(const std::string &name)
    {
        Server *server = new Server(name);
        servers_.push_back(server); // expect: unremoved-registration[owner-end] "servers_"
    }
    void drop(Server *server)
    {
        name_ = server->name();
        delete server;
    }
    void forget(Server *server)
    {
        servers_.erase(std::find(servers_.begin(), servers_.end(), server));
    }

private:
    std::vector<Server *> servers_;
    std::string name_;
};

void join(Network &network, const std::string &name)
{
    network.add(name);
}
