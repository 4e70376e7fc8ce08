// The closure captures the part, the part shares the whole, the whole keeps the closure.
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
        part->whole = shared_from_this(); // expect-step: "'Part::whole' holds 'Whole'"
        on_hit_ = [part] { part->hits++; }; // expect: owning-cycle[capture] "Whole::on_hit_"
    }

private:
    std::function<void()> on_hit_;
};
