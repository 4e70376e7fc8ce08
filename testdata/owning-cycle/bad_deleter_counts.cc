// A table that hands itself to its own view owns itself, whatever its deleter logs.
#include <memory>

static int deleted;

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
    view->table = std::shared_ptr<Table>(this, [](Table *table) { // expect: owning-cycle[stored] "View::table"
        deleted++;
        delete table;
    });
}
