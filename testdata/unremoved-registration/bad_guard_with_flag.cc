// The guard takes the probe out unless dismissed; one failing return dismisses it too early.
#include <list>
#include <string>

struct Probe {
    std::string host;
    int port;
};

static std::list<Probe *> probes;

class Withdraw {
public:
    explicit Withdraw(Probe *probe) : probe_(probe) {}
    ~Withdraw()
    {
        if (probe_) {
            probes.remove(probe_);
            delete probe_;
        }
    }
    void dismiss() { probe_ = nullptr; }

private:
    Probe *probe_;
};

Probe *launch(const std::string &host, int port)
{
    Probe *probe = new Probe{host, port};
    probes.push_back(probe); // expect-todo: unremoved-registration "probes"
    Withdraw withdraw(probe);
    if (host.empty())
        return nullptr;
    withdraw.dismiss();
    if (port == 0) {
        delete probe;
        return nullptr;
    }
    return probe;
}

void land(Probe *probe)
{
    probes.remove(probe);
    delete probe;
}
