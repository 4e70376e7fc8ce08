// audit.cc: who did what, in a log of its own.
#include "audit.hpp"

#include <spdlog/sinks/syslog_sink.h>
#include <spdlog/spdlog.h>

namespace chat {

Audit::Audit(const Peer &peer)
{
    char name[64];

    std::snprintf(name, sizeof(name), "audit-%s-%p", peer.host().c_str(), static_cast<const void *>(this));
    log_ = spdlog::syslog_logger_mt(name, "chat", LOG_PID);
    log_->set_level(spdlog::level::debug);
}

Audit::~Audit()
{
    log_->flush();
}

} // namespace chat
