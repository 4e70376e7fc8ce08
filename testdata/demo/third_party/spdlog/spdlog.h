// A stand-in for spdlog, so that the demo builds without it: named loggers live in a registry for the life of the process.
#pragma once
#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace spdlog {

class logger {
public:
    explicit logger(std::string name) : name_(std::move(name)) {}
    void info(const std::string &text) { std::fprintf(stderr, "%s: %s\n", name_.c_str(), text.c_str()); }
    const std::string &name() const { return name_; }

private:
    std::string name_;
};

inline std::map<std::string, std::shared_ptr<logger>> &registry_()
{
    static std::map<std::string, std::shared_ptr<logger>> loggers;
    return loggers;
}

inline std::shared_ptr<logger> stdout_color_mt(const std::string &name)
{
    auto made = std::make_shared<logger>(name);
    registry_()[name] = made;
    return made;
}

inline std::shared_ptr<logger> get(const std::string &name)
{
    auto it = registry_().find(name);
    return it == registry_().end() ? nullptr : it->second;
}

inline void drop(const std::string &name)
{
    registry_().erase(name);
}

} // namespace spdlog
