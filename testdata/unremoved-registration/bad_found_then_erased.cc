// A peer is erased if it is found in the list and known, then deleted in any case.
#include <algorithm>
#include <vector>

struct Peer {
    int fd;
    bool is_known;
};

static std::vector<Peer *> peers;

void meet(int fd)
{
    Peer *peer = new Peer{fd, false};
    peers.push_back(peer); // expect: unremoved-registration[ended] "peers"
    auto at = std::find(peers.begin(), peers.end(), peer);
    if (at != peers.end() && peer->is_known)
        peers.erase(at);
    delete peer; // expect-step: "ends here"
}

void drop(Peer *peer)
{
    auto at = std::find(peers.begin(), peers.end(), peer);
    if (at != peers.end())
        peers.erase(at);
    delete peer;
}
