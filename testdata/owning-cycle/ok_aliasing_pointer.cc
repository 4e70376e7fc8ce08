// A pointer with a deleter that does nothing owns nothing.
#include <memory>

struct Buffer {
    char bytes[512];
};

class Frame : public std::enable_shared_from_this<Frame> {
public:
    void keep() { payload_ = std::shared_ptr<Buffer>(&buffer_, [](Buffer *) {}); }

private:
    Buffer buffer_;
    std::shared_ptr<Buffer> payload_;
};
