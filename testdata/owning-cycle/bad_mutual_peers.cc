// Two peers are connected with each other and nobody disconnects them.
#include <memory>

struct Peer {
    std::shared_ptr<Peer> other;
    void connect(const std::shared_ptr<Peer> &peer) { other = peer; } // expect: owning-cycle[stored] "Peer::other"
};

void pair_up()
{
    auto left = std::make_shared<Peer>();
    auto right = std::make_shared<Peer>();
    left->connect(right);
    right->connect(left); // expect-step: "called from here"
}
