// The index keeps a raw pointer to an object whose unique_ptr ends it on the early return.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

class Channel {
public:
    explicit Channel(std::string name) : name_(std::move(name)) {}
    bool bind(int port) { return port > 1024 && !name_.empty(); }

private:
    std::string name_;
};

class Exchange {
public:
    Channel *declare(const std::string &name, int port);
    void drop(const std::string &name);

private:
    std::vector<std::unique_ptr<Channel>> owned_;
    std::unordered_map<std::string, Channel *> by_name_;
};

Exchange exchange;

Channel *Exchange::declare(const std::string &name, int port)
{
    auto channel = std::make_unique<Channel>(name);
    Channel *raw = channel.get();
    by_name_.emplace(name, raw); // expect: unremoved-registration "by_name_"
    if (!channel->bind(port))
        return nullptr;
    owned_.push_back(std::move(channel));
    return raw;
}

void Exchange::drop(const std::string &name)
{
    Channel *raw = by_name_[name];
    by_name_.erase(name);
    for (auto it = owned_.begin(); it != owned_.end(); ++it) {
        if (it->get() == raw) {
            owned_.erase(it);
            break;
        }
    }
}
