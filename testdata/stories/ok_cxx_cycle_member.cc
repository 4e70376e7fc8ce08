// A connection shares a handler that knows the connection weakly.
#include <memory>
#include <stories/story.h>
#include <string>
#include <utility>

static long objects;

class Connection;

class Handler {
public:
    explicit Handler(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
    void handle(const std::string &line);

private:
    std::weak_ptr<Connection> connection_;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(int fd) : fd_(fd) { objects++; }
    ~Connection() { objects--; }
    void run()
    {
        handler_ = std::make_shared<Handler>(shared_from_this());
        char line[16] = "";
        if (::recv(fd_, line, sizeof line - 1, 0) > 0)
            handler_->handle(line);
        ::close(fd_);
    }
    void reply(const char *text) { ::send(fd_, text, 3, 0); }

private:
    int fd_;
    std::shared_ptr<Handler> handler_;
};

void Handler::handle(const std::string &line)
{
    std::shared_ptr<Connection> connection = connection_.lock();
    if (line == "GOOD\n")
        connection->reply("OK\n");
}

static void serve(int fd)
{
    std::make_shared<Connection>(fd)->run();
}

static long live()
{
    return objects;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
