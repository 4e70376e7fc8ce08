// Locked only when it runs.
#include <functional>
#include <memory>

class Watcher : public std::enable_shared_from_this<Watcher> {
public:
    void watch()
    {
        changed_ = [weak = weak_from_this()] {
            if (auto self = weak.lock())
                self->reload();
        };
    }
    void reload();

private:
    std::function<void()> changed_;
};
