// close() breaks the cycle, and is called.
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
        guest->room = shared_from_this();
        guests.push_back(guest);
    }
    void close() { guests.clear(); }
};

int main()
{
    for (;;) {
        auto room = std::make_shared<Room>();
        room->enter(std::make_shared<Guest>());
        room->close();
    }
}
