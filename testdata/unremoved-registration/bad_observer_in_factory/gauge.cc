// The factory attaches a gauge and deletes it when its output cannot be opened, without detaching.
#include "subject.h"
#include <cstdio>

class Gauge : public Observer {
public:
    bool open(const char *path)
    {
        out_ = std::fopen(path, "w");
        return out_ != nullptr;
    }
    void changed(int value) override { std::fprintf(out_, "%d\n", value); }

private:
    FILE *out_ = nullptr;
};

Observer *make_gauge(const char *path)
{
    Gauge *gauge = new Gauge;
    temperature.attach(gauge); // expect: unremoved-registration[ended] "observers_"
    if (!gauge->open(path)) {
        delete gauge;
        return nullptr;
    }
    return gauge;
}

void drop_gauge(Observer *gauge)
{
    temperature.detach(gauge);
    delete gauge;
}
