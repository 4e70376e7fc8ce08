// One of the bound functions owns the gauge that keeps it.
#include <functional>
#include <memory>

class Gauge : public std::enable_shared_from_this<Gauge> {
public:
    void arm()
    {
        low_ = std::bind(&Gauge::trip, std::ref(*this), 1);
        high_ = std::bind(&Gauge::trip, shared_from_this(), 2); // expect: owning-cycle[capture] "Gauge::high_"
    }
    void trip(int level) { level_ = level; }

private:
    std::function<void()> low_, high_;
    int level_ = 0;
};
