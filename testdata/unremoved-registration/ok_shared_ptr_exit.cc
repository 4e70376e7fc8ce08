// The map shares the connection; when the handshake fails it is erased and dies with its last owner.
#include <memory>
#include <unistd.h>
#include <unordered_map>

class Connection {
public:
    explicit Connection(int fd) : fd_(fd) {}
    ~Connection() { ::close(fd_); }
    bool handshake() { return ::write(fd_, "\x01", 1) == 1; }
    void shut()
    {
        ::close(fd_);
        fd_ = -1;
    }

private:
    int fd_;
};

static std::unordered_map<int, std::shared_ptr<Connection>> connections;

bool on_accept(int fd)
{
    auto connection = std::make_shared<Connection>(fd);
    connections.emplace(fd, connection);
    if (!connection->handshake()) {
        connection->shut();
        connections.erase(fd);
        return false;
    }
    return true;
}

void on_close(int fd)
{
    connections.erase(fd);
}
