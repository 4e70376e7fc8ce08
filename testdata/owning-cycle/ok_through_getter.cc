// The child watches its parent.
#include <memory>

class Node;
class Leaf {
public:
    void set_parent(std::shared_ptr<Node> parent) { parent_ = std::move(parent); }

private:
    std::weak_ptr<Node> parent_;
};
class Node : public std::enable_shared_from_this<Node> {
public:
    const std::shared_ptr<Leaf> &leaf() const { return leaf_; }
    void grow()
    {
        leaf_ = std::make_shared<Leaf>();
        leaf()->set_parent(shared_from_this());
    }

private:
    std::shared_ptr<Leaf> leaf_;
};
