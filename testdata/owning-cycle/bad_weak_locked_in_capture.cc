// weak_from_this().lock() is a strong pointer, whatever its name.
#include <functional>
#include <memory>

class Watcher : public std::enable_shared_from_this<Watcher> {
public:
    void watch()
    {
        changed_ = [weak = weak_from_this().lock()] { weak->reload(); }; // expect: owning-cycle[capture] "Watcher"
    }
    void reload();

private:
    std::function<void()> changed_;
};
