// A node keeps its children and they keep it: none of them is freed.
#include <memory>
#include <string>
#include <vector>

class Node : public std::enable_shared_from_this<Node> {
public:
    explicit Node(const std::string &name) : name_(name) {}
    void add(const std::shared_ptr<Node> &child)
    {
        child->parent_ = shared_from_this(); // expect: owning-cycle[stored] "Node::parent_"
        children_.push_back(child); // expect-step: "'Node::children_' holds 'Node'"
    }

private:
    std::string name_;
    std::shared_ptr<Node> parent_;
    std::vector<std::shared_ptr<Node>> children_;
};
