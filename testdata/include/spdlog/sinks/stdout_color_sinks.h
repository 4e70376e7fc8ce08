#pragma once
#include "../spdlog.h"
namespace spdlog {
namespace sinks {
class stdout_color_sink_mt : public sink {};
} // namespace sinks
template <typename Factory = synchronous_factory>
std::shared_ptr<logger> stdout_color_mt(const std::string &logger_name, color_mode mode = color_mode::automatic);
template <typename Factory = synchronous_factory>
std::shared_ptr<logger> stderr_color_mt(const std::string &logger_name, color_mode mode = color_mode::automatic);
} // namespace spdlog
