// Every accepted connection is pushed to a global vector; it is closed, but nothing ever erases it.
#include <algorithm>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

struct Connection {
    int fd;
    char buffer[4096];
};

std::vector<Connection *> connections;

static void serve_one(Connection *connection)
{
    ssize_t n;
    while ((n = ::recv(connection->fd, connection->buffer, sizeof connection->buffer, 0)) > 0)
        ::send(connection->fd, connection->buffer, n, 0);
    ::close(connection->fd);
}

int main()
{
    int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    ::listen(listener, 16);
    for (;;) {
        int fd = ::accept(listener, nullptr, nullptr);
        if (fd < 0)
            continue;
        Connection *connection = new Connection{fd, {}};
        connections.push_back(connection); // expect: unremoved-registration "connections"
        serve_one(connection);
    }
}
