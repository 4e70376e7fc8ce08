// A clean-up helper breaks the cycle, but only the destructor calls it.
#include <memory>
#include <vector>

class Widget;

class Layout {
public:
    void place(std::shared_ptr<Widget> widget) { widgets_.push_back(widget); } // expect: owning-cycle[stored] "Layout::widgets_"
    void forget() { widgets_.clear(); }

private:
    std::vector<std::shared_ptr<Widget>> widgets_;
};

class Widget : public std::enable_shared_from_this<Widget> {
public:
    ~Widget() { tear_down(); }
    void show() { layout_->place(shared_from_this()); } // expect-step: "called from here"

private:
    void tear_down() { layout_->forget(); }
    std::unique_ptr<Layout> layout_ = std::make_unique<Layout>();
};
