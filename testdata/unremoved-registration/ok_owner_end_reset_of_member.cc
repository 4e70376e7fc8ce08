// stop() erases the poller from the static pollers and resets the unique_ptr.
#include <memory>
#include <set>

struct Poller {
    int interval;
};

static std::set<Poller *> pollers;

class Device {
public:
    void start(int interval)
    {
        poller_ = std::make_unique<Poller>(Poller{interval});
        pollers.insert(poller_.get());
    }
    void stop()
    {
        pollers.erase(poller_.get());
        poller_.reset();
    }

private:
    std::unique_ptr<Poller> poller_;
};

static Device device;

void device_start(int interval)
{
    device.start(interval);
}

void device_stop()
{
    device.stop();
}

int shortest()
{
    int best = 1000;
    for (Poller *p : pollers)
        best = p->interval < best ? p->interval : best;
    return best;
}
