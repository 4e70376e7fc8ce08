#pragma once
/* Fakes of <Poco/Net/…> (1.11): declarations the cases use. */
#include <string>
namespace Poco {
namespace Net {
class SocketAddress {
public:
    std::string toString() const;
};
class StreamSocket {
public:
    SocketAddress peerAddress() const;
};
class ServerSocket {
public:
    explicit ServerSocket(unsigned short port);
};
class SocketReactor {
public:
    SocketReactor();
    void run();
};
template <class ServiceHandler> class SocketAcceptor {
public:
    SocketAcceptor(ServerSocket &socket, SocketReactor &reactor);
    virtual ~SocketAcceptor();
};
} // namespace Net
} // namespace Poco
