// The container's entries are pairs; a session whose login fails leaves the container before it is deleted.
#include <utility>
#include <vector>

struct Session {
    int id;
    bool login(const char *user);
};

static std::vector<std::pair<int, Session *>> g_sessions;

static bool allowed(int id) { return id % 7 != 0; }

Session *open_session(int id)
{
    Session *session = new Session{id};
    g_sessions.push_back(std::make_pair(id, session));
    if (!allowed(id)) {
        g_sessions.pop_back();
        delete session;
        return nullptr;
    }
    return session;
}

void close_session(int id)
{
    for (auto it = g_sessions.begin(); it != g_sessions.end(); ++it)
        if (it->first == id) {
            delete it->second;
            g_sessions.erase(it);
            return;
        }
}
