// A player binds its opponent into a handler that the opponent keeps.
#include <functional>
#include <memory>

struct Player : std::enable_shared_from_this<Player> {
    std::function<void()> on_move;
    void moved() {}
};

void introduce(std::shared_ptr<Player> white)
{
    auto black = std::make_shared<Player>();
    black->on_move = std::bind(&Player::moved, black); // expect: owning-cycle[capture] "Player"
    white->moved();
}
