// The base class keeps the callback that the derived class fills.
#include <functional>
#include <memory>

class Stream {
public:
    virtual ~Stream() = default;

protected:
    std::function<void(int)> on_read_;
};

class FileStream : public Stream, public std::enable_shared_from_this<FileStream> {
public:
    void resume()
    {
        auto self = shared_from_this();
        on_read_ = [self](int n) { self->total_ += n; }; // expect: owning-cycle[capture] "Stream::on_read_"
    }

private:
    long total_ = 0;
};
