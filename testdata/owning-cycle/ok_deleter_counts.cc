// A shared pointer whose deleter does nothing owns nothing: the view is the table's.
#include <memory>

struct View;
struct Table {
    std::unique_ptr<View> view;
    void show();
};
struct View {
    std::shared_ptr<Table> table;
};

void Table::show()
{
    view = std::make_unique<View>();
    view->table = std::shared_ptr<Table>(this, [](Table *) {});
}
