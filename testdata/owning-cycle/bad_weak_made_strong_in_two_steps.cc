// The cache hands itself to the entry by way of a local and a setter.
#include <map>
#include <memory>
#include <string>

class Cache;

class Entry {
public:
    void belongs_to(const std::shared_ptr<Cache> &cache)
    {
        auto owner = cache;
        cache_ = owner; // expect: owning-cycle[stored] "Entry::cache_"
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

private:
    std::map<std::string, std::shared_ptr<Entry>> entries_;
};
