// The container's entries are pairs; the session in one of them is deleted when its login fails.
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
    g_sessions.push_back(std::make_pair(id, session)); // expect: unremoved-registration[ended] "g_sessions"
    if (!allowed(id)) {
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
