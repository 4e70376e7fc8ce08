// An alias of an empty pointer owns nobody.
#include <memory>

struct Buffer {
    char bytes[512];
};

class Frame : public std::enable_shared_from_this<Frame> {
public:
    void keep() { payload_ = std::shared_ptr<Buffer>(std::shared_ptr<void>(), &buffer_); }

private:
    Buffer buffer_;
    std::shared_ptr<Buffer> payload_;
};
