// The slot refers to the object whose member would disconnect it.
#include <boost/signals2/signal.hpp>
#include <memory>

class Chart : public std::enable_shared_from_this<Chart> {
public:
    ~Chart() { ticks_.disconnect_all_slots(); }
    void follow()
    {
        link_ = ticks_.connect([this](int value) { last_ = value; });
    }

private:
    boost::signals2::signal<void(int)> ticks_;
    boost::signals2::scoped_connection link_;
    int last_ = 0;
};
