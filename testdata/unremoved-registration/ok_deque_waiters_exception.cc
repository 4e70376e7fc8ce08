// Waiting may throw (interrupted): the ticket is taken out of the line and the exception goes on.
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

int stand_in_line(int number)
{
    Ticket ticket{number};
    line.push_back(&ticket);
    try {
        wait_for(ticket);
    } catch (...) {
        leave(&ticket);
        throw;
    }
    leave(&ticket);
    return ticket.number;
}

void call_next()
{
    if (!line.empty())
        line.front()->called = true;
}
