// One peer knows the other, which does not know it.
#include <memory>

struct Peer {
    std::shared_ptr<Peer> other;
    void connect(const std::shared_ptr<Peer> &peer) { other = peer; }
};

void pair_up()
{
    auto left = std::make_shared<Peer>();
    auto right = std::make_shared<Peer>();
    left->connect(right);
}
