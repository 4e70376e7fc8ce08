// Only the tags for receiving own their session; what the session itself keeps are plain ones.
#include <memory>

class Session;

class Tags {
public:
    virtual ~Tags() = default;
    int next = 0;
};

class ReceiveTags : public Tags {
public:
    explicit ReceiveTags(std::shared_ptr<Session> owner) : owner_(owner) {}

private:
    std::shared_ptr<Session> owner_;
};

class Session : public std::enable_shared_from_this<Session> {
public:
    void send() { tags_ = std::make_shared<Tags>(); }
    std::shared_ptr<ReceiveTags> receive() { return std::make_shared<ReceiveTags>(shared_from_this()); }

private:
    std::shared_ptr<Tags> tags_;
};
