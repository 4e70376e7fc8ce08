// Entries are evicted.
#include <map>
#include <memory>
#include <string>

class Cache;

struct Entry {
    std::shared_ptr<Cache> cache;
    std::string text;
};

class Cache : public std::enable_shared_from_this<Cache> {
public:
    std::shared_ptr<Entry> &find(const std::string &key)
    {
        auto &slot = entries_[key];
        if (!slot) {
            slot = std::make_shared<Entry>();
            slot->cache = shared_from_this();
        }
        return slot;
    }

    void evict(const std::string &key) { entries_.erase(key); }

private:
    std::map<std::string, std::shared_ptr<Entry>> entries_;
};
