// The only place that breaks the cycle is a destructor which the cycle keeps from running.
#include <functional>
#include <memory>

class Player : public std::enable_shared_from_this<Player> {
public:
    ~Player() { on_end_ = nullptr; }
    void play() { on_end_ = [self = shared_from_this()] { self->rewind(); }; } // expect: owning-cycle[capture] "Player"
    void rewind() { position_ = 0; }

private:
    std::function<void()> on_end_;
    int position_ = 0;
};
