// On one branch only, a cache entry is made to hold the cache.
#include <memory>
#include <vector>

struct Cache;
struct Entry {
    std::shared_ptr<Cache> cache;
};
struct Cache : std::enable_shared_from_this<Cache> {
    std::vector<std::shared_ptr<Entry>> entries;
    void add(bool is_traced)
    {
        auto entry = std::make_shared<Entry>();
        if (is_traced)
            entry->cache = shared_from_this(); // expect: owning-cycle[stored] "Entry::cache"
        entries.push_back(entry);
    }
};
