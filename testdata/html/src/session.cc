// session.cc: a session and the handler that answers for it.
#include "session.hpp"
#include "handler.hpp"

#include <functional>
#include <memory>

namespace chat {

constexpr auto kIdle = std::chrono::seconds{30};

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(asio::ip::tcp::socket socket) : socket_{std::move(socket)} {}

    void start()
    {
        handler_ = std::make_shared<Handler>(shared_from_this());
        timer_.on_expire([self = shared_from_this()] { self->close("idle"); });
        timer_.start(kIdle);
        handler_->greet(R"(hello "there")");
    }

    void close(std::string_view why)
    {
        socket_.close();
        log::info("closed: {}", why);
    }

private:
    asio::ip::tcp::socket socket_;
    std::shared_ptr<Handler> handler_;
    Timer timer_;
};

/* Answers the requests of one session. */
class Handler {
public:
    explicit Handler(std::shared_ptr<Session> session) : session_{std::move(session)} {}

    void greet(const char *text) { session_->send(text); }

private:
    std::shared_ptr<Session> session_;
};

} // namespace chat
