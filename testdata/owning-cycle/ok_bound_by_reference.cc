// What is bound is a reference to the gauge, and the gauge itself.
#include <functional>
#include <memory>

class Gauge : public std::enable_shared_from_this<Gauge> {
public:
    void arm()
    {
        low_ = std::bind(&Gauge::trip, std::ref(*this), 1);
        high_ = std::bind(&Gauge::trip, this, 2);
    }
    void trip(int level) { level_ = level; }

private:
    std::function<void()> low_, high_;
    int level_ = 0;
};
