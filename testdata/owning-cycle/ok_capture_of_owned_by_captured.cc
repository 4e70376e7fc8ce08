// The closure captures the part, which shares nothing.
#include <functional>
#include <memory>

class Whole;

struct Part {
    std::shared_ptr<Whole> whole;
    int hits = 0;
};

class Whole : public std::enable_shared_from_this<Whole> {
public:
    void wire()
    {
        auto part = std::make_shared<Part>();
        on_hit_ = [part] { part->hits++; };
    }

private:
    std::function<void()> on_hit_;
};
