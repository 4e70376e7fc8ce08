// A pool's buffers are handed out with a deleter that owns the pool; those that wait in it have none.
#include <memory>
#include <vector>

struct Buffer {
    char bytes[4096];
};

class Pool : public std::enable_shared_from_this<Pool> {
public:
    std::shared_ptr<Buffer> get()
    {
        auto self = shared_from_this();
        std::shared_ptr<Buffer> buffer(new Buffer, [self](Buffer *done) {
            self->idle_.push_back(std::unique_ptr<Buffer>(done));
        });
        return buffer;
    }

private:
    std::vector<std::unique_ptr<Buffer>> idle_;
};
