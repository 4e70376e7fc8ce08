#pragma once
#include "../spdlog.h"
namespace spdlog {
template <typename Factory = synchronous_factory> std::shared_ptr<logger> null_logger_mt(const std::string &logger_name);
} // namespace spdlog
