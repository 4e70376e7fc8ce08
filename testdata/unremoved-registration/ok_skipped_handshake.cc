// serve() takes the connection out on both of its ways out.
#include <memory>
#include <mutex>
#include <unordered_map>

class Connection {
public:
    explicit Connection(int fd) : fd_(fd) {}
    bool handshake();
    void run();

private:
    int fd_;
};

static std::mutex mutex;
static std::unordered_map<int, std::shared_ptr<Connection>> connections;

bool serve(int fd)
{
    auto connection = std::make_shared<Connection>(fd);
    {
        std::lock_guard<std::mutex> lock(mutex);
        connections[fd] = connection;
    }
    if (!connection->handshake()) {
        std::lock_guard<std::mutex> lock(mutex);
        connections.erase(fd);
        return false;
    }
    connection->run();
    std::lock_guard<std::mutex> lock(mutex);
    connections.erase(fd);
    return true;
}
