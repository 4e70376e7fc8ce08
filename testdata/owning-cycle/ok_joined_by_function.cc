// A table watches the router that holds it.
#include <memory>

struct Table;
struct Router {
    std::shared_ptr<Table> table;
};
struct Table {
    std::weak_ptr<Router> router;
};

std::shared_ptr<Router> build()
{
    auto router = std::make_shared<Router>();
    auto table = std::make_shared<Table>();
    router->table = table;
    table->router = router;
    return router;
}
