// A container in a container: the member is popped from its room's vector when joining failed.
#include <algorithm>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

struct Member {
    int fd;
    std::string nick;
};

struct Room {
    std::vector<Member *> members;
};

static std::map<std::string, Room> rooms;

bool join(const std::string &room, int fd, const std::string &nick)
{
    Member *member = new Member{fd, nick};
    rooms[room].members.push_back(member);
    if (::write(fd, "joined\n", 7) < 0) {
        rooms[room].members.pop_back();
        delete member;
        return false;
    }
    return true;
}

void leave(const std::string &room, Member *member)
{
    auto &members = rooms[room].members;
    members.erase(std::find(members.begin(), members.end(), member));
    delete member;
}
