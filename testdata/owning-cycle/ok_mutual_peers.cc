// Two peers are connected with each other and disconnected at the end.
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
    right->connect(left);
    left->connect(nullptr);
}
