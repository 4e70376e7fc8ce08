// Container calls: operators, iterators, range-for, structured bindings, if with initialiser, emplace.
#include <map>
#include <string>
#include <vector>

struct Session {
    int id;
};

static std::map<int, Session *> by_id;
static std::vector<Session *> all;

int use(Session *s)
{
    by_id[s->id] = s;
    all.push_back(s);
    for (Session *each : all)
        each->id++;
    for (auto &[id, session] : by_id)
        session->id = id;
    if (auto it = by_id.find(s->id); it != by_id.end()) {
        by_id.erase(it);
        return 1;
    }
    by_id.emplace(s->id, s);
    return 0;
}
