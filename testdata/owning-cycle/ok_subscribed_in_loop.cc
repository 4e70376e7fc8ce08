// The hub observes its readers.
#include <map>
#include <memory>
#include <string>
#include <vector>

class Client;

struct Hub {
    std::map<std::string, std::weak_ptr<Client>> readers;
};

class Client : public std::enable_shared_from_this<Client> {
public:
    void listen(const std::vector<std::string> &topics)
    {
        for (const auto &topic : topics)
            hub_->readers[topic] = shared_from_this();
        listening_ = true;
    }

private:
    std::shared_ptr<Hub> hub_ = std::make_shared<Hub>();
    bool listening_ = false;
};
