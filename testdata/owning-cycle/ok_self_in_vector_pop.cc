// A group takes itself off its list again.
#include <memory>
#include <vector>

class Group : public std::enable_shared_from_this<Group> {
public:
    void include_self() { members_.push_back(shared_from_this()); }
    void exclude_last() { members_.pop_back(); }
    std::size_t size() const { return members_.size(); }

private:
    std::vector<std::shared_ptr<Group>> members_;
};
