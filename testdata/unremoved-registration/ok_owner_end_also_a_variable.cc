// Servers in the list are taken out before they end; the one that a text is parsed into is in no list.
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
        servers_.push_back(server);
    }
    void drop(Server *server)
    {
        servers_.erase(std::find(servers_.begin(), servers_.end(), server));
        delete server;
    }

private:
    std::vector<Server *> servers_;
};

unsigned long length_of(const std::string &text)
{
    Server server(text);
    return server.name().size();
}

void join(Network &network, const std::string &name)
{
    network.add(name);
}
