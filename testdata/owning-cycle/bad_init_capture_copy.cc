// A capture that is initialised from a member owns like the member.
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
        menu_->on_select = [menu = menu_](int item) { menu->on_select(item + 1); }; // expect: owning-cycle[capture] "Menu::on_select"
    }

private:
    std::shared_ptr<Menu> menu_;
};
