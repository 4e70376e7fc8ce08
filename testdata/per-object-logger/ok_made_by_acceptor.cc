// The acceptor, a template of the library, makes a handler for each connection; the handler names its logger after the peer.
#include <Poco/Logger.h>
#include <Poco/SocketAcceptor.h>
#include <string>

class Handler {
public:
    Handler(Poco::Net::StreamSocket &socket, Poco::Net::SocketReactor &reactor)
        : reactor_(reactor), name_("device(" + socket.peerAddress().toString() + ")"), log_(Poco::Logger::get(name_))
    {
        log_.information("connected");
    }
    ~Handler() { Poco::Logger::destroy(name_); }

private:
    Poco::Net::SocketReactor &reactor_;
    std::string name_;
    Poco::Logger &log_;
};

int main()
{
    Poco::Net::ServerSocket socket(4711);
    Poco::Net::SocketReactor reactor;
    Poco::Net::SocketAcceptor<Handler> acceptor(socket, reactor);
    reactor.run();
}
