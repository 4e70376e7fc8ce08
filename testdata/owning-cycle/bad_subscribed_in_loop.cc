// For each topic the client enters itself at the hub it owns: what a loop stores counts after the loop, too.
#include <map>
#include <memory>
#include <string>
#include <vector>

class Client;

struct Hub {
    std::map<std::string, std::shared_ptr<Client>> readers;
};

class Client : public std::enable_shared_from_this<Client> {
public:
    void listen(const std::vector<std::string> &topics)
    {
        for (const auto &topic : topics)
            hub_->readers[topic] = shared_from_this(); // expect: owning-cycle[stored] "Hub::readers"
        listening_ = true;
    }

private:
    std::shared_ptr<Hub> hub_ = std::make_shared<Hub>();
    bool listening_ = false;
};
