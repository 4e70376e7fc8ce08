#pragma once
#include "../spdlog.h"
namespace spdlog {
template <typename Factory = synchronous_factory>
std::shared_ptr<logger> rotating_logger_mt(const std::string &logger_name, const std::string &filename, size_t max_file_size,
                                           size_t max_files, bool rotate_on_open = false);
} // namespace spdlog
