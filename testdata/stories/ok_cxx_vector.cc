// A global vector of connections: the object is erased on each path by hand.
#include <algorithm>
#include <stdexcept>
#include <stories/story.h>
#include <string>
#include <vector>

class Connection {
public:
    explicit Connection(int fd) : fd_(fd) {}
    ~Connection() { shut(); }
    void shut()
    {
        if (fd_ >= 0)
            ::close(fd_);
        fd_ = -1;
    }
    std::string read_line()
    {
        char line[16] = "";
        if (::recv(fd_, line, sizeof line - 1, 0) <= 0)
            throw std::runtime_error("closed");
        return line;
    }
    void handle()
    {
        if (read_line() == "BAD\n")
            throw std::runtime_error("bad request");
        ::send(fd_, "OK\n", 3, 0);
    }

private:
    int fd_;
};

static std::vector<Connection *> connections;

static void forget(Connection *connection)
{
    connections.erase(std::remove(connections.begin(), connections.end(), connection), connections.end());
    delete connection;
}

static void serve(int fd)
{
    Connection *connection = new Connection(fd);
    connections.push_back(connection);
    try {
        connection->handle();
    } catch (const std::exception &) {
        connection->shut();
        forget(connection);
        return;
    }
    forget(connection);
}

static long live()
{
    return static_cast<long>(connections.size());
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
