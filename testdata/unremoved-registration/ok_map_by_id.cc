// A user whose login was refused leaves the map by id before being deleted.
#include <map>
#include <string>

struct User {
    int id;
    std::string name;
};

static std::map<int, User *> users;

int login(int id, const std::string &name)
{
    User *user = new User{id, name};
    users[id] = user;
    if (user->name.empty()) {
        users.erase(id);
        delete user;
        return -1;
    }
    return 0;
}

void logout(int id)
{
    auto it = users.find(id);
    if (it == users.end())
        return;
    delete it->second;
    users.erase(it);
}
