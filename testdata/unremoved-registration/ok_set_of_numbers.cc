// What a smart pointer points to is copied into the set: the set refers to nothing.
#include <memory>
#include <set>

class Samples {
public:
    void take(int level)
    {
        std::unique_ptr<int> sample = std::make_unique<int>(level);
        values_.insert(*sample);
    }
    void forget(int level) { values_.erase(level); }

private:
    std::set<int> values_;
};

static Samples samples;

void on_level(int level)
{
    samples.take(level);
}
