// The helper is given a weak pointer.
#include <functional>
#include <memory>

class Player;

std::function<void()> stop_when_done(std::weak_ptr<Player> player);

class Player : public std::enable_shared_from_this<Player> {
public:
    void play() { on_end_ = stop_when_done(weak_from_this()); }
    void stop() { playing_ = false; }

private:
    std::function<void()> on_end_;
    bool playing_ = true;
};

std::function<void()> stop_when_done(std::weak_ptr<Player> player)
{
    return [player] { if (auto p = player.lock())
            p->stop(); };
}
