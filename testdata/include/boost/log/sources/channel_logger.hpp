#pragma once
#include <string>
namespace boost {
namespace log {
inline namespace v2s_mt_posix {
class attribute_name {
public:
    attribute_name(const char *name);
    attribute_name(const std::string &name);
};
namespace sources {
template <typename ChannelT = std::string> class channel_logger {
public:
    explicit channel_logger(const ChannelT &channel);
    ~channel_logger();
};
} // namespace sources
} // namespace v2s_mt_posix
} // namespace log
} // namespace boost
