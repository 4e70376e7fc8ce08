// A map by id shares the connections; every path erases.
#include <functional>
#include <map>
#include <memory>
#include <stories/story.h>

struct Connection {
    explicit Connection(int fd) : fd(fd) {}
    void shut()
    {
        ::close(fd);
        fd = -1;
    }
    int fd;
    char line[16] = "";
};

static std::map<int, std::shared_ptr<Connection>> connections;
static int next_id;

static void serve(int fd)
{
    int id = ++next_id;
    auto connection = std::make_shared<Connection>(fd);
    connections[id] = connection;
    if (::recv(fd, connection->line, sizeof connection->line - 1, 0) <= 0 || connection->line[0] == 'B') {
        connection->shut();
        connections.erase(id);
        return;
    }
    ::send(fd, "OK\n", 3, 0);
    connection->shut();
    connections.erase(id);
}

static long live()
{
    return static_cast<long>(connections.size());
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
