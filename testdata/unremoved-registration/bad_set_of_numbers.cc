// The set holds pointers: what the smart pointer owns ends while the set still has it.
#include <memory>
#include <set>

class Samples {
public:
    void take(int level)
    {
        std::unique_ptr<int> sample = std::make_unique<int>(level);
        values_.insert(sample.get()); // expect: unremoved-registration[ended] "values_"
    }
    void forget(int *level) { values_.erase(level); }

private:
    std::set<int *> values_;
};

static Samples samples;

void on_level(int level)
{
    samples.take(level);
}
