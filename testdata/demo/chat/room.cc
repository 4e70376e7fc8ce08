// room.cc: who is in which room. The rooms are fine; who joins them and does not leave is in session.cc.
#include "chat/room.h"

#include "chat/session.h"

#include <algorithm>

namespace chat {

Rooms &Rooms::instance()
{
    static Rooms rooms;
    return rooms;
}

void Rooms::join(const std::string &room, Session *session)
{
    members_[room].push_back(session);
}

void Rooms::leave(const std::string &room, Session *session)
{
    auto &members = members_[room];
    members.erase(std::remove(members.begin(), members.end(), session), members.end());
}

void Rooms::say(const std::string &room, const std::string &text)
{
    for (Session *session : members_[room])
        session->send(text);
}

} // namespace chat
