// A node keeps its children; they point back without owning.
#include <memory>
#include <string>
#include <vector>

class Node : public std::enable_shared_from_this<Node> {
public:
    explicit Node(const std::string &name) : name_(name) {}
    void add(const std::shared_ptr<Node> &child)
    {
        child->parent_ = this;
        children_.push_back(child);
    }

private:
    std::string name_;
    Node *parent_ = nullptr;
    std::vector<std::shared_ptr<Node>> children_;
};
