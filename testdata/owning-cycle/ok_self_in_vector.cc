// A group lists itself weakly among its members.
#include <memory>
#include <vector>

class Group : public std::enable_shared_from_this<Group> {
public:
    void include_self() { members_.push_back(shared_from_this()); }
    std::size_t size() const { return members_.size(); }

private:
    std::vector<std::weak_ptr<Group>> members_;
};
