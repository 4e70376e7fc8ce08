// The peer is stored; the very next step refuses it with an exception, and the peer stays.
#include <deque>
#include <memory>
#include <stdexcept>

struct Peer {
    int port;
};

class Storage {
public:
    void add(const std::shared_ptr<Peer> &peer)
    {
        peers_.push_front(peer); // expect: unremoved-registration[exit] "peers_"
        check(peer->port);
    }
    std::shared_ptr<Peer> take()
    {
        std::shared_ptr<Peer> peer = peers_.front();
        peers_.pop_front();
        return peer;
    }

private:
    void check(int port)
    {
        if (port < 1024)
            throw std::runtime_error("peer: not with that port");
    }
    std::deque<std::shared_ptr<Peer>> peers_;
};

static Storage storage;

void on_peer(const std::shared_ptr<Peer> &peer)
{
    storage.add(peer);
}

std::shared_ptr<Peer> next_peer()
{
    return storage.take();
}
