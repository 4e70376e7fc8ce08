#pragma once
#include "../spdlog.h"
namespace spdlog {
namespace sinks {
struct udp_sink_config {
    udp_sink_config(std::string host, uint16_t port);
};
} // namespace sinks
template <typename Factory = synchronous_factory>
std::shared_ptr<logger> udp_logger_mt(const std::string &logger_name, sinks::udp_sink_config skin_config);
} // namespace spdlog
