// There is a close() that would break the cycle, but nothing in the program calls it.
#include <memory>
#include <vector>

struct Room;

struct Guest {
    std::shared_ptr<Room> room;
};

struct Room : std::enable_shared_from_this<Room> {
    std::vector<std::shared_ptr<Guest>> guests;

    void enter(const std::shared_ptr<Guest> &guest)
    {
        guest->room = shared_from_this(); // expect: owning-cycle[stored] "Guest::room"
        guests.push_back(guest);
    }
    void close() { guests.clear(); }
};

int main()
{
    for (;;) {
        auto room = std::make_shared<Room>();
        room->enter(std::make_shared<Guest>());
    }
}
