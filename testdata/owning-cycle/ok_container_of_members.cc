// A game keeps its players by value; each refers to the game.
#include <memory>
#include <vector>

class Game;

class Player {
public:
    explicit Player(Game &game) : game_(game) {}

private:
    Game &game_;
};

class Game : public std::enable_shared_from_this<Game> {
public:
    void join() { players_.emplace_back(*this); }

private:
    std::vector<Player> players_;
};
