// A node keeps its children until they are taken out.
#include <memory>
#include <string>
#include <vector>

class Node : public std::enable_shared_from_this<Node> {
public:
    explicit Node(const std::string &name) : name_(name) {}
    void add(const std::shared_ptr<Node> &child)
    {
        child->parent_ = shared_from_this();
        children_.push_back(child);
    }

    void remove(std::size_t at) { children_.erase(children_.begin() + at); }
    void drop_last() { remove(children_.size() - 1); }

private:
    std::string name_;
    std::shared_ptr<Node> parent_;
    std::vector<std::shared_ptr<Node>> children_;
};
