// A pool's idle buffers have a deleter that owns the pool, in which they wait.
#include <memory>
#include <vector>

struct Buffer {
    char bytes[4096];
};

class Pool : public std::enable_shared_from_this<Pool> {
public:
    void warm_up()
    {
        auto self = shared_from_this();
        std::shared_ptr<Buffer> buffer(new Buffer, [self](Buffer *done) { // expect: owning-cycle[capture] "deleter"
            self->returned_++;
            delete done;
        });
        idle_.push_back(buffer);
    }

private:
    std::vector<std::shared_ptr<Buffer>> idle_;
    unsigned returned_ = 0;
};
