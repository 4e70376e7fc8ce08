// The cycle is broken when the track has ended.
#include <functional>
#include <memory>

class Player : public std::enable_shared_from_this<Player> {
public:
    ~Player() { on_end_ = nullptr; }
    void play() { on_end_ = [self = shared_from_this()] { self->rewind(); }; }
    void rewind() 
    {
        position_ = 0;
        on_end_ = nullptr;
    }

private:
    std::function<void()> on_end_;
    int position_ = 0;
};
