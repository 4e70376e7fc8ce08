// A scene's node holds a counted reference to the node that holds it.
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <vector>

class Node {
public:
    void add(const boost::intrusive_ptr<Node> &child)
    {
        child->parent_ = boost::intrusive_ptr<Node>(this); // expect: owning-cycle[stored] "Node::parent_"
        children_.push_back(child);
    }
    friend void intrusive_ptr_add_ref(Node *node) { node->references_++; }
    friend void intrusive_ptr_release(Node *node)
    {
        if (--node->references_ == 0)
            delete node;
    }

private:
    std::vector<boost::intrusive_ptr<Node>> children_;
    boost::intrusive_ptr<Node> parent_;
    int references_ = 0;
};
