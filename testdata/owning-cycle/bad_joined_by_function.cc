// A function that nobody's class knows of joins a router and its table, both ways.
#include <memory>

struct Table;
struct Router {
    std::shared_ptr<Table> table;
};
struct Table {
    std::shared_ptr<Router> router;
};

std::shared_ptr<Router> build()
{
    auto router = std::make_shared<Router>();
    auto table = std::make_shared<Table>();
    router->table = table;
    table->router = router; // expect: owning-cycle[stored] "Table::router"
    return router;
}
