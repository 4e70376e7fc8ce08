// The cache forgets entries.
#include <map>
#include <memory>
#include <string>

class Cache;

class Entry {
public:
    void belongs_to(const std::shared_ptr<Cache> &cache)
    {
        auto owner = cache;
        cache_ = owner;
    }

private:
    std::shared_ptr<Cache> cache_;
};

class Cache : public std::enable_shared_from_this<Cache> {
public:
    std::shared_ptr<Entry> get(const std::string &key)
    {
        auto &entry = entries_[key];
        if (!entry) {
            entry = std::make_shared<Entry>();
            entry->belongs_to(shared_from_this());
        }
        return entry;
    }
    void evict(const std::string &key) { entries_.erase(key); }

private:
    std::map<std::string, std::shared_ptr<Entry>> entries_;
};
