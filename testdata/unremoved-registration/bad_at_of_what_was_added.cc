// at() of another container may throw after push_back(): the node stays without its weight.
#include <string>
#include <vector>

struct Node {
    std::string name;
};

class Tree {
public:
    int add(Node *node, unsigned depth)
    {
        nodes_.push_back(node); // expect: unremoved-registration[exit] "nodes_"
        return weights_.at(depth);
    }
    void drop() { nodes_.pop_back(); }

private:
    std::vector<Node *> nodes_;
    std::vector<int> weights_;
};

static Tree tree;

int plant(Node *node)
{
    return tree.add(node, 3);
}
