#pragma once
#include <memory>
#include <spdlog/spdlog.h>
#include <string>

class Upstream {
public:
    explicit Upstream(const std::string &name);
    ~Upstream();
    void ping();

private:
    std::shared_ptr<spdlog::logger> log_;
};
