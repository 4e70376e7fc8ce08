// The lambda is made by a helper that captures what it is given.
#include <functional>
#include <memory>

class Player;

std::function<void()> stop_when_done(std::shared_ptr<Player> player);

class Player : public std::enable_shared_from_this<Player> {
public:
    void play() { on_end_ = stop_when_done(shared_from_this()); } // expect-step: "Player::on_end_"
    void stop() { playing_ = false; }

private:
    std::function<void()> on_end_;
    bool playing_ = true;
};

std::function<void()> stop_when_done(std::shared_ptr<Player> player)
{
    return [player] { player->stop(); }; // expect: owning-cycle[capture] "Player"
}
