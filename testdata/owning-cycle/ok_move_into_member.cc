// A lambda local is called and not kept.
#include <functional>
#include <memory>
#include <utility>

class Loader : public std::enable_shared_from_this<Loader> {
public:
    void load()
    {
        auto self = shared_from_this();
        std::function<void(bool)> finished = [self](bool ok) { self->ok_ = ok; };
        finished(true);
    }

private:
    std::function<void(bool)> finished_;
    bool ok_ = false;
};
