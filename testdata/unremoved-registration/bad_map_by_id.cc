// The map by id keeps a user whose login was refused and who was deleted.
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
    users[id] = user; // expect: unremoved-registration[ended] "users"
    if (user->name.empty()) {
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
