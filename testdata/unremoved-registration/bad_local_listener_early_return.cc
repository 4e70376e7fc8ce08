// A listener on the stack is added to the bus; the early return leaves its address there.
#include <set>

struct Listener {
    int seen = 0;
    void on_event(int) { seen++; }
};

class Bus {
public:
    static Bus &instance();
    void add(Listener *l) { listeners_.insert(l); } // expect-step: "listeners_"
    void remove(Listener *l) { listeners_.erase(l); }
    void post(int event)
    {
        for (Listener *l : listeners_)
            l->on_event(event);
    }

private:
    std::set<Listener *> listeners_;
};

Bus &Bus::instance()
{
    static Bus bus;
    return bus;
}

int count_events(const int *events, int n)
{
    Listener counter;
    Bus::instance().add(&counter); // expect: unremoved-registration[exit] "listeners_"
    for (int i = 0; i < n; i++) {
        if (events[i] < 0) {
            return -1;
        }
        Bus::instance().post(events[i]);
    }
    Bus::instance().remove(&counter);
    return counter.seen;
}
