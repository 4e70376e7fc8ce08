// Each read is given a handler that owns the connection; the operation lets go of it when it is done.
#include <boost/asio.hpp>
#include <memory>

class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}
    void read()
    {
        auto self = shared_from_this();
        socket_.async_read_some(boost::asio::buffer(data_), [self](boost::system::error_code error, size_t size) {
            if (!error && size > 0)
                self->read();
        });
    }

private:
    boost::asio::ip::tcp::socket socket_;
    char data_[1024];
};
