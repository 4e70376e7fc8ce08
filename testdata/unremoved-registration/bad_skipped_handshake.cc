// serve() takes the connection out at its end; the return after a failed handshake comes before that.
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
        connections[fd] = connection; // expect: unremoved-registration[exit] "when 'serve' returns at line 27"
    }
    if (!connection->handshake())
        return false; // expect-step: "leaves here, still registered"
    connection->run();
    std::lock_guard<std::mutex> lock(mutex);
    connections.erase(fd);
    return true;
}
