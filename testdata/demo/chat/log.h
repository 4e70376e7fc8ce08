// log.h: how sessions log.
#pragma once
#include <memory>
#include <spdlog/spdlog.h>
#include <string>

namespace chat {

std::shared_ptr<spdlog::logger> session_logger(int fd, const std::string &peer);

} // namespace chat
