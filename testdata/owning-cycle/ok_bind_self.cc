// A download keeps a function bound to its plain address.
#include <functional>
#include <memory>

class Download : public std::enable_shared_from_this<Download> {
public:
    void begin() { progress_ = std::bind(&Download::advance, this, 10); }
    void advance(int bytes) { total_ += bytes; }

private:
    std::function<void()> progress_;
    int total_ = 0;
};
