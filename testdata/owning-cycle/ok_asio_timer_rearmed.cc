// A heartbeat arms its timer again and again; each wait owns the heartbeat until it is over.
#include <boost/asio.hpp>
#include <chrono>
#include <memory>

class Heartbeat : public std::enable_shared_from_this<Heartbeat> {
public:
    explicit Heartbeat(boost::asio::io_context &context) : timer_(context) {}
    void arm()
    {
        timer_.expires_after(std::chrono::milliseconds(5000));
        timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error)
                self->arm();
        });
    }

private:
    boost::asio::steady_timer timer_;
};
