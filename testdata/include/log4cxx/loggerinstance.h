#pragma once
#include "logger.h"
namespace log4cxx {
class LoggerInstancePtr {
public:
    explicit LoggerInstancePtr(const std::string &instanceName);
    ~LoggerInstancePtr();
    Logger *operator->() const noexcept;
    void reset();
};
} // namespace log4cxx
