// A clean-up helper breaks the cycle when the widget is hidden.
#include <memory>
#include <vector>

class Widget;

class Layout {
public:
    void place(std::shared_ptr<Widget> widget) { widgets_.push_back(widget); }
    void forget() { widgets_.clear(); }

private:
    std::vector<std::shared_ptr<Widget>> widgets_;
};

class Widget : public std::enable_shared_from_this<Widget> {
public:
    ~Widget() { tear_down(); }
    void show() { layout_->place(shared_from_this()); }
    void hide() { tear_down(); }

private:
    void tear_down() { layout_->forget(); }
    std::unique_ptr<Layout> layout_ = std::make_unique<Layout>();
};
