// room.h: who is in which room.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace chat {

class Session;

class Rooms {
public:
    static Rooms &instance();
    void join(const std::string &room, Session *session);
    void leave(const std::string &room, Session *session);
    void say(const std::string &room, const std::string &text);

private:
    std::map<std::string, std::vector<Session *>> members_;
};

} // namespace chat
