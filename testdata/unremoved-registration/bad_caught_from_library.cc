// The handler is there because the library throws; what it skips is the removal at the end of the try block.
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
        peers.push_back(&peer); // expect: unremoved-registration[exit] "peers"
        while (peer.last != "quit")
            peer.last = peer.socket.read_some();
        peers.remove(&peer);
    } catch (const std::runtime_error &) {
        peer.last = "gone";
    }
}
