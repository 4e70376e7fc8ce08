// A lambda local is moved into the member later on.
#include <functional>
#include <memory>
#include <utility>

class Loader : public std::enable_shared_from_this<Loader> {
public:
    void load()
    {
        auto self = shared_from_this();
        std::function<void(bool)> finished = [self](bool ok) { self->ok_ = ok; }; // expect: owning-cycle[capture] "Loader::finished_"
        finished_ = std::move(finished);
    }

private:
    std::function<void(bool)> finished_;
    bool ok_ = false;
};
