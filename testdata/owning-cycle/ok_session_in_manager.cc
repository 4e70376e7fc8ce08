// A session that knows its manager weakly hands itself to it.
#include <array>
#include <memory>
#include <set>
#include <string>

class Session;

class Manager {
public:
    void subscribe(std::shared_ptr<Session> &session)
    {
        streams_[0].emplace(std::move(session));
    }

private:
    std::array<std::set<std::shared_ptr<Session>>, 2> streams_;
};

void answer(const std::string &request, std::shared_ptr<Manager> manager, std::shared_ptr<Session> session);

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(std::shared_ptr<Manager> manager) : manager_(manager) {}
    void on_read(const std::string &request)
    {
        if (auto manager = manager_.lock())
            answer(request, manager, shared_from_this());
    }

private:
    std::weak_ptr<Manager> manager_;
};

static void change(std::shared_ptr<Session> &session, Manager &manager)
{
    manager.subscribe(session);
}

void answer(const std::string &request, std::shared_ptr<Manager> manager, std::shared_ptr<Session> session)
{
    if (request == "subscribe")
        change(session, *manager);
}
