// The handler is there because the library throws; the removal comes after it.
#include <list>
#include <stdexcept>
#include <string>

namespace net {
class socket {
public:
    explicit socket(int fd);
    std::string read_some();
};
} // namespace net

struct Peer {
    net::socket socket;
    std::string last;
};

static std::list<Peer *> peers;

void serve(int fd)
{
    Peer peer{net::socket(fd), ""};
    try {
        peers.push_back(&peer);
        while (peer.last != "quit")
            peer.last = peer.socket.read_some();
    } catch (const std::runtime_error &) {
        peer.last = "gone";
    }
    peers.remove(&peer);
}
