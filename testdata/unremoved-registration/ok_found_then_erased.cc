// A peer is erased if it is found in the list, then deleted: what is not found is not there.
#include <algorithm>
#include <vector>

struct Peer {
    int fd;
    bool is_known;
};

static std::vector<Peer *> peers;

bool greet(Peer *peer);

void meet(int fd)
{
    Peer *peer = new Peer{fd, false};
    peers.push_back(peer);
    if (greet(peer))
        return;
    auto at = std::find(peers.begin(), peers.end(), peer);
    if (at != peers.end())
        peers.erase(at);
    delete peer;
}

void drop(Peer *peer)
{
    auto at = std::find(peers.begin(), peers.end(), peer);
    if (at != peers.end())
        peers.erase(at);
    delete peer;
}
