// Two types could hold each other; nothing shows that two objects do.
#include <memory>

class Cache;

class Store {
public:
    void set_cache(std::shared_ptr<Cache> cache) { cache_ = cache; }

private:
    std::shared_ptr<Cache> cache_;
};

class Cache {
public:
    void set_store(std::shared_ptr<Store> store) { store_ = store; }

private:
    std::shared_ptr<Store> store_;
};
