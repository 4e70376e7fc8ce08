// A game keeps its players by value; each shares the game.
#include <memory>
#include <vector>

class Game;

class Player {
public:
    explicit Player(std::shared_ptr<Game> game) : game_(std::move(game)) {} // expect: owning-cycle[stored] "Player::game_"

private:
    std::shared_ptr<Game> game_;
};

class Game : public std::enable_shared_from_this<Game> {
public:
    void join() { players_.emplace_back(shared_from_this()); }

private:
    std::vector<Player> players_;
};
