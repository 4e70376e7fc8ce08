#pragma once
#include "../spdlog.h"
namespace spdlog {
namespace sinks {
class basic_file_sink_mt : public sink {
public:
    explicit basic_file_sink_mt(const std::string &filename, bool truncate = false);
};
} // namespace sinks
template <typename Factory = synchronous_factory>
std::shared_ptr<logger> basic_logger_mt(const std::string &logger_name, const std::string &filename, bool truncate = false);
} // namespace spdlog
