#pragma once
/* A fake <spdlog/spdlog.h> (1.10): declarations the cases use. */
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace spdlog {
enum class color_mode { always, automatic, never };
namespace level {
enum level_enum { trace, debug, info, warn, err, critical, off };
}
namespace sinks {
class sink {
public:
    virtual ~sink();
};
} // namespace sinks
using sink_ptr = std::shared_ptr<sinks::sink>;

class logger {
public:
    explicit logger(std::string name);
    logger(std::string name, sink_ptr single_sink);
    logger(std::string name, std::initializer_list<sink_ptr> sinks);
    virtual ~logger();
    void info(const char *text);
    void warn(const char *text);
    const std::string &name() const;
    const std::vector<sink_ptr> &sinks() const;
    std::vector<sink_ptr> &sinks();
    void set_level(level::level_enum level);
    std::shared_ptr<logger> clone(std::string logger_name);
};
class async_logger final : public logger {
public:
    async_logger(std::string name, sink_ptr single_sink);
};

struct synchronous_factory {
    template <typename Sink, typename... SinkArgs> static std::shared_ptr<logger> create(std::string logger_name, SinkArgs &&...args);
};
struct async_factory {
    template <typename Sink, typename... SinkArgs> static std::shared_ptr<logger> create(std::string logger_name, SinkArgs &&...args);
};
template <typename Sink, typename... SinkArgs> std::shared_ptr<logger> create(std::string logger_name, SinkArgs &&...args);
template <typename Sink, typename... SinkArgs> std::shared_ptr<logger> create_async(std::string logger_name, SinkArgs &&...args);

void initialize_logger(std::shared_ptr<logger> logger);
void register_logger(std::shared_ptr<logger> logger);
std::shared_ptr<logger> get(const std::string &name);
void drop(const std::string &name);
void drop_all();
void shutdown();
void set_automatic_registration(bool automatic_registration);
std::shared_ptr<logger> default_logger();
logger *default_logger_raw();
void set_default_logger(std::shared_ptr<logger> default_logger);
void apply_all(const std::function<void(const std::shared_ptr<logger>)> &fun);
void info(const char *text);
} // namespace spdlog
