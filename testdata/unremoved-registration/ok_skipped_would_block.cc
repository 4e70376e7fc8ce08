// A request that is not complete yet stays listed on purpose: the reader's next event comes back to it.
#include <set>
#include <string>

struct Request {
    std::string text;
    bool complete() const { return text.size() > 64; }
    void answer();
};

static std::set<Request *> waiting;

void on_readable(Request *request, const std::string &more)
{
    waiting.insert(request);
    request->text += more;
    if (!request->complete())
        return;
    request->answer();
    waiting.erase(request);
}

void on_hangup(Request *request)
{
    waiting.erase(request);
}
