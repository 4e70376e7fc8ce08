// Every widget knows its parent weakly.
#include <memory>
#include <vector>

class Widget : public std::enable_shared_from_this<Widget> {
public:
    virtual ~Widget() = default;
    void adopt(const std::shared_ptr<Widget> &child)
    {
        child->set_parent(shared_from_this());
        children_.push_back(child);
    }
    void set_parent(std::shared_ptr<Widget> parent) { parent_ = std::move(parent); }

private:
    std::vector<std::shared_ptr<Widget>> children_;
    std::weak_ptr<Widget> parent_;
};

class Box : public Widget {
public:
    void fill() { adopt(std::make_shared<Box>()); }
};
