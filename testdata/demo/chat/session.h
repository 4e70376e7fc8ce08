// session.h: one client's session, and what it does with a line of text.
#pragma once
#include "chat/log.h"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace chat {

class Hangup : public std::runtime_error {
public:
    Hangup() : std::runtime_error("hung up") {}
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(int fd, const std::string &peer);
    void start();
    std::string read_line();
    void send(const std::string &text);
    void handle(const std::string &line);

private:
    int fd_;
    std::string room_;
    std::shared_ptr<spdlog::logger> log_;
    std::function<void(const std::string &)> on_line_;
};

} // namespace chat
