// A session's own timer, a member by value, keeps a callback that holds the session.
#include <functional>
#include <memory>

class Timer {
public:
    void every(int ms, std::function<void()> tick)
    {
        ms_ = ms;
        tick_ = std::move(tick);
    }
    void stop() { ms_ = 0; }

private:
    int ms_ = 0;
    std::function<void()> tick_;
};

class Session : public std::enable_shared_from_this<Session> {
public:
    void keep_alive()
    {
        timer_.every(1000, [self = shared_from_this()] { self->ping(); }); // expect: owning-cycle[capture] "Session"
    }
    void close() { timer_.stop(); }
    void ping() { pings_++; }

private:
    Timer timer_;
    int pings_ = 0;
};
