// A session keeps the closures that answer its requests, and each owns the session.
#include <functional>
#include <map>
#include <memory>
#include <stories/story.h>
#include <string>

static long sessions;

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(int fd) : fd_(fd) { sessions++; }
    ~Session() { sessions--; }
    void prepare()
    {
        auto self = shared_from_this();
        commands_["GOOD\n"] = [self] { self->answer("OK\n"); }; // expect: owning-cycle[capture] "Session::commands_"
    }
    void run()
    {
        char line[16] = "";
        if (::recv(fd_, line, sizeof line - 1, 0) > 0) {
            auto command = commands_.find(line);
            if (command != commands_.end())
                command->second();
        }
        ::close(fd_);
    }

private:
    void answer(const char *text) { ::send(fd_, text, 3, 0); }

    int fd_;
    std::map<std::string, std::function<void()>> commands_;
};

static void serve(int fd)
{
    auto session = std::make_shared<Session>(fd);
    session->prepare();
    session->run();
}

static long live()
{
    return sessions;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
