// at(size() - 1) after push_back() does not throw: the entry is there.
#include <string>
#include <vector>

struct Node {
    std::string name;
};

class Tree {
public:
    Node **add(Node *node)
    {
        nodes_.push_back(node);
        return &nodes_.at(nodes_.size() - 1);
    }
    void drop() { nodes_.pop_back(); }

private:
    std::vector<Node *> nodes_;
};

static Tree tree;

Node **plant(Node *node)
{
    return tree.add(node);
}
