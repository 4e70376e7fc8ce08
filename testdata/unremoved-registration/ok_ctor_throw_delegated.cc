// The delegated constructor has finished: when the delegating one throws, the destructor does run.
#include <set>
#include <stdexcept>

class Lease {
public:
    Lease() { leases_.insert(this); }
    explicit Lease(int seconds) : Lease()
    {
        if (seconds <= 0)
            throw std::invalid_argument("seconds");
        seconds_ = seconds;
    }
    ~Lease() { leases_.erase(this); }
    int seconds() const { return seconds_; }

private:
    int seconds_ = 60;
    static std::set<Lease *> leases_;
};

std::set<Lease *> Lease::leases_;

int lease(int seconds)
{
    Lease l(seconds);
    return l.seconds();
}
