// The guard takes the probe out unless dismissed, which only success does.
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
    probes.push_back(probe);
    Withdraw withdraw(probe);
    if (host.empty())
        return nullptr;
    if (port == 0) {
        return nullptr;
    }
    withdraw.dismiss();
    return probe;
}

void land(Probe *probe)
{
    probes.remove(probe);
    delete probe;
}
