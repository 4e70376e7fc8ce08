// The child is got at through a getter, and told its parent.
#include <memory>

class Node;
class Leaf {
public:
    void set_parent(std::shared_ptr<Node> parent) { parent_ = std::move(parent); } // expect: owning-cycle[stored] "Leaf::parent_"

private:
    std::shared_ptr<Node> parent_;
};
class Node : public std::enable_shared_from_this<Node> {
public:
    const std::shared_ptr<Leaf> &leaf() const { return leaf_; }
    void grow()
    {
        leaf_ = std::make_shared<Leaf>();
        leaf()->set_parent(shared_from_this()); // expect-step: "called from here"
    }

private:
    std::shared_ptr<Leaf> leaf_;
};
