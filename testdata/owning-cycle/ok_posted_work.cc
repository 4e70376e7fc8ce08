// Posted work owns the cache until it has run.
#include <boost/asio.hpp>
#include <memory>

class Cache : public std::enable_shared_from_this<Cache> {
public:
    explicit Cache(boost::asio::io_context &context) : context_(context) {}
    void refresh()
    {
        boost::asio::post(context_, [self = shared_from_this()] { ++self->generation_; });
    }

private:
    boost::asio::io_context &context_;
    unsigned generation_ = 0;
};
