// The failing path erases under the name it was put in with.
#include <string>
#include <unordered_map>

struct Player {
    std::string nick;
    int score = 0;
};

static std::unordered_map<std::string, Player *> players;

bool rename_and_join(const std::string &first, const std::string &second)
{
    Player *player = new Player{first};
    players.insert({first, player});
    player->nick = second;
    if (second.empty()) {
        players.erase(first);
        delete player;
        return false;
    }
    return true;
}

void part(const std::string &name)
{
    auto it = players.find(name);
    if (it != players.end()) {
        delete it->second;
        players.erase(it);
    }
}
