// Three objects in a row.
#include <memory>

struct Engine;
struct Gearbox;
struct Car {
    std::shared_ptr<Engine> engine;
};
struct Engine {
    std::shared_ptr<Gearbox> gearbox;
};
struct Gearbox {
    std::shared_ptr<Car> car;
};

std::shared_ptr<Car> assemble()
{
    auto car = std::make_shared<Car>();
    auto engine = std::make_shared<Engine>();
    auto gearbox = std::make_shared<Gearbox>();
    car->engine = engine;
    engine->gearbox = gearbox;
    return car;
}
