// A traced entry is not added at all.
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
            return;
        entries.push_back(entry);
    }
};
