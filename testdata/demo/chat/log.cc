// log.cc: how sessions log. Mistake: a logger for each connection, named after it; the registry of loggers keeps them all.
#include "chat/log.h"

namespace chat {

std::shared_ptr<spdlog::logger> session_logger(int fd, const std::string &peer)
{
    return spdlog::stdout_color_mt("session-" + peer + "-" + std::to_string(fd));
}

} // namespace chat
