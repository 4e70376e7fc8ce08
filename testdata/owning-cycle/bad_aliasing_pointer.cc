// A pointer to a part of an object owns the whole object.
#include <memory>

struct Buffer {
    char bytes[512];
};

class Frame : public std::enable_shared_from_this<Frame> {
public:
    void keep() { payload_ = std::shared_ptr<Buffer>(shared_from_this(), &buffer_); } // expect: owning-cycle[stored] "Frame"

private:
    Buffer buffer_;
    std::shared_ptr<Buffer> payload_;
};
