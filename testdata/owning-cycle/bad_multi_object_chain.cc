// Three objects hold each other in a ring.
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
    car->engine = engine; // expect-step: "'Car::engine' holds 'Engine'"
    engine->gearbox = gearbox; // expect-step: "'Engine::gearbox' holds 'Gearbox'"
    gearbox->car = car; // expect: owning-cycle[stored] "Car"
    return car;
}
