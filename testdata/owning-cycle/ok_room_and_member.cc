// A room hands itself to its members, who know it weakly.
#include <memory>
#include <vector>

class Room;

class Member {
public:
    explicit Member(std::shared_ptr<Room> room) : room_(std::move(room)) {}

private:
    std::weak_ptr<Room> room_;
};

class Room : public std::enable_shared_from_this<Room> {
public:
    std::shared_ptr<Member> invite() { return std::make_shared<Member>(shared_from_this()); }
    void admit(std::shared_ptr<Member> member) { members_.push_back(std::move(member)); }

private:
    std::vector<std::shared_ptr<Member>> members_;
};
