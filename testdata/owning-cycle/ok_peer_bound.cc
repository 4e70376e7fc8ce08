// A player is bound by reference.
#include <functional>
#include <memory>

struct Player : std::enable_shared_from_this<Player> {
    std::function<void()> on_move;
    void moved() {}
};

void introduce(std::shared_ptr<Player> white)
{
    auto black = std::make_shared<Player>();
    black->on_move = std::bind(&Player::moved, std::ref(*black));
    white->moved();
}
