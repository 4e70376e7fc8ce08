// Calling a completion handler does not empty it.
#include <functional>
#include <memory>

class Download : public std::enable_shared_from_this<Download> {
public:
    void start()
    {
        auto self = shared_from_this();
        on_done_ = [self] { self->bytes_ = 0; }; // expect: owning-cycle[capture] "Download::on_done_"
    }
    void complete()
    {
        if (on_done_)
            on_done_();
    }

private:
    std::function<void()> on_done_;
    long bytes_ = 0;
};
