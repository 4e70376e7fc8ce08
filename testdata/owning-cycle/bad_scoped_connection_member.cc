// The connection that would disconnect the slot is a member of the object that the slot owns.
#include <boost/signals2/signal.hpp>
#include <memory>

class Chart : public std::enable_shared_from_this<Chart> {
public:
    ~Chart() { ticks_.disconnect_all_slots(); }
    void follow()
    {
        link_ = ticks_.connect([chart = shared_from_this()](int value) { chart->last_ = value; }); // expect: owning-cycle[capture] "Chart::ticks_"
    }

private:
    boost::signals2::signal<void(int)> ticks_;
    boost::signals2::scoped_connection link_;
    int last_ = 0;
};
