// session.cc: one client's session. Mistakes: the line handler owns the session that owns it; a hang-up leaves the session in its room.
#include "chat/session.h"

#include "chat/room.h"
#include "server/server.h"

#include <unistd.h>

namespace chat {

Session::Session(int fd, const std::string &peer) : fd_(fd), room_("lobby"), log_(session_logger(fd, peer)) {}

void Session::start()
{
    on_line_ = [self = shared_from_this()](const std::string &line) { Rooms::instance().say(self->room_, line); };
    log_->info("started");
}

std::string Session::read_line()
{
    char line[512];
    ssize_t n = ::read(fd_, line, sizeof line);
    if (n <= 0)
        throw Hangup();
    return std::string(line, static_cast<size_t>(n));
}

void Session::send(const std::string &text)
{
    if (::write(fd_, text.data(), text.size()) < 0)
        log_->info("cannot send");
}

void Session::handle(const std::string &line)
{
    on_line_(line);
}

static void run(Session *session)
{
    Rooms::instance().join("lobby", session);
    for (std::string line = session->read_line(); line != "quit\n"; line = session->read_line())
        session->handle(line);
    Rooms::instance().leave("lobby", session);
}

} // namespace chat

extern "C" int session_run(int fd, const char *peer)
{
    auto session = std::make_shared<chat::Session>(fd, peer);
    session->start();
    try {
        chat::run(session.get());
    } catch (const chat::Hangup &) {
        return -1;
    }
    return 0;
}
