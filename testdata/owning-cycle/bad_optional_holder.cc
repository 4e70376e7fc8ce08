// An optional owns like any other holder.
#include <memory>
#include <optional>

class Cursor;

class Query : public std::enable_shared_from_this<Query> {
public:
    void open();

private:
    std::optional<std::shared_ptr<Cursor>> cursor_;
};

class Cursor {
public:
    std::shared_ptr<Query> query;
};

void Query::open()
{
    cursor_ = std::make_shared<Cursor>();
    (*cursor_)->query = shared_from_this(); // expect: owning-cycle[stored] "Cursor::query"
}
