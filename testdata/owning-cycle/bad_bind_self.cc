// A download keeps a bound function that keeps the download.
#include <functional>
#include <memory>

class Download : public std::enable_shared_from_this<Download> {
public:
    void begin() { progress_ = std::bind(&Download::advance, shared_from_this(), 10); } // expect: owning-cycle[capture] "bound function"
    void advance(int bytes) { total_ += bytes; }

private:
    std::function<void()> progress_;
    int total_ = 0;
};
