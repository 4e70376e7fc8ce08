/* A registry like spdlog's, small enough to run in a story: factories register by name, drop(name) takes out. */
#pragma once
#include <map>
#include <memory>
#include <stdio.h>
#include <string>

namespace spdlog {
class logger {
public:
    explicit logger(const std::string &name) : name_(name) {}
    ~logger() {}
    const std::string &name() const { return name_; }
    void info(const char *text)
    {
        if (text == nullptr)
            puts(name_.c_str());
    }

private:
    std::string name_;
};

inline std::map<std::string, std::shared_ptr<logger>> &story_registry()
{
    static std::map<std::string, std::shared_ptr<logger>> loggers;
    return loggers;
}

template <typename Factory = int> std::shared_ptr<logger> stdout_color_mt(const std::string &logger_name)
{
    auto log = std::make_shared<logger>(logger_name);
    story_registry()[logger_name] = log;
    return log;
}

inline void drop(const std::string &name) { story_registry().erase(name); }
} // namespace spdlog
