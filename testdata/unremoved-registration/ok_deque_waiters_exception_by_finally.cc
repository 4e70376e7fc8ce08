// Waiting may throw (interrupted): a finally object takes the ticket out of the line.
#include <algorithm>
#include <deque>
#include <functional>
#include <stdexcept>

struct Ticket {
    int number;
    bool called = false;
};

static std::deque<Ticket *> line;
static volatile bool interrupted;

static void wait_for(Ticket &ticket)
{
    while (!ticket.called) {
        if (interrupted)
            throw std::runtime_error("interrupted");
    }
}

static void leave(Ticket *ticket)
{
    line.erase(std::find(line.begin(), line.end(), ticket));
}

struct Finally {
    std::function<void()> run;
    ~Finally() { run(); }
};

int stand_in_line(int number)
{
    Ticket ticket{number};
    line.push_back(&ticket);
    Finally finally{[&] { leave(&ticket); }};
    wait_for(ticket);
    return ticket.number;
}

void call_next()
{
    if (!line.empty())
        line.front()->called = true;
}
