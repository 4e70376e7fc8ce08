// A room lets its members go again.
#include <memory>
#include <vector>

class Room;

class Member {
public:
    explicit Member(std::shared_ptr<Room> room) : room_(std::move(room)) {}

private:
    std::shared_ptr<Room> room_;
};

class Room : public std::enable_shared_from_this<Room> {
public:
    std::shared_ptr<Member> invite() { return std::make_shared<Member>(shared_from_this()); }
    void admit(std::shared_ptr<Member> member) { members_.push_back(std::move(member)); }
    void leave(std::size_t seat) { members_.erase(members_.begin() + seat); }

private:
    std::vector<std::shared_ptr<Member>> members_;
};
