// A member object is listed by address in open(); the destructor of the whole does not take it out.
#include <set>
#include <string>

struct Port {
    int number = 0;
};

static std::set<Port *> ports;

class Terminal {
public:
    bool open(int number)
    {
        port_.number = number;
        ports.insert(&port_); // expect-step: "ports"
        return number > 0;
    }
    void close() { ports.erase(&port_); }
    ~Terminal() { port_.number = 0; }

private:
    Port port_;
};

int probe(int number)
{
    Terminal *terminal = new Terminal;
    bool ok = terminal->open(number); // expect: unremoved-registration[ended] "ports"
    delete terminal;
    return ok ? static_cast<int>(ports.size()) : -1;
}
