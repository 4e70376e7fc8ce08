// Smart pointers: make, move, get, release, reset, arrow; new and delete.
#include <memory>

struct Object {
    int value = 0;
};

std::shared_ptr<Object> global;

int use(std::unique_ptr<Object> given)
{
    auto shared = std::make_shared<Object>();
    auto unique = std::make_unique<Object>();
    Object *raw = new Object;
    std::weak_ptr<Object> weak = shared;
    global = shared;
    given = std::move(unique);
    raw->value = given->value + shared.get()->value;
    delete raw;
    raw = given.release();
    given.reset(raw);
    if (auto locked = weak.lock())
        return locked->value;
    return (*given).value;
}
