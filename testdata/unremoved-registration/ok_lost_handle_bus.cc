// The gauge keeps what subscribe() returns and unsubscribes in its destructor.
#include <functional>
#include <map>
#include <string>

class Bus {
public:
    int subscribe(std::function<void(int)> callback)
    {
        callbacks_[++last_] = std::move(callback);
        return last_;
    }
    void unsubscribe(int id) { callbacks_.erase(id); }
    void post(int value)
    {
        for (auto &[id, callback] : callbacks_)
            callback(value);
    }

private:
    int last_ = 0;
    std::map<int, std::function<void(int)>> callbacks_;
};

static Bus bus;

class Gauge {
public:
    Gauge()
    {
        id_ = bus.subscribe([this](int value) { last_ = value; });
    }
    ~Gauge() { bus.unsubscribe(id_); }
    int last() const { return last_; }

private:
    int last_ = 0;
    int id_ = 0;
};

int watch(const int *values, int n)
{
    Gauge gauge;
    for (int i = 0; i < n; i++)
        bus.post(values[i]);
    return gauge.last();
}
