// A capture that is initialised weakly from a member.
#include <functional>
#include <memory>

class Editor;

class Menu {
public:
    std::function<void(int)> on_select;
};

class Editor : public std::enable_shared_from_this<Editor> {
public:
    void build()
    {
        menu_ = std::make_shared<Menu>();
        menu_->on_select = [menu = std::weak_ptr<Menu>(menu_)](int item) { menu.lock()->on_select(item + 1); };
    }

private:
    std::shared_ptr<Menu> menu_;
};
