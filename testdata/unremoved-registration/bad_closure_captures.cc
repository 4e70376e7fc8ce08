// A callback that captures the player is kept by name; the failing path deletes the player under it.
#include <functional>
#include <string>
#include <unordered_map>

static std::unordered_map<std::string, std::function<void(int)>> commands;

class Player {
public:
    explicit Player(const std::string &name) : name_(name) {}
    bool connect() { return !name_.empty(); }
    void volume(int level) { level_ = level; }

private:
    std::string name_;
    int level_ = 0;
};

Player *start_player(const std::string &name)
{
    Player *player = new Player(name);
    commands[name] = [player](int level) { player->volume(level); }; // expect: unremoved-registration "commands"
    if (!player->connect()) {
        delete player;
        return nullptr;
    }
    return player;
}

void stop_player(const std::string &name, Player *player)
{
    commands.erase(name);
    delete player;
}
