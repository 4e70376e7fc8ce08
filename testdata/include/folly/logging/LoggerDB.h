#pragma once
/* A fake <folly/logging/LoggerDB.h>: declarations the cases use. */
#include <memory>
#include <string>
namespace folly {
class StringPiece {
public:
    StringPiece(const char *text);
    StringPiece(const std::string &text);
};
class LogHandler {
public:
    virtual ~LogHandler();
};
class LogCategory {
public:
    void addHandler(std::shared_ptr<LogHandler> handler);
    void clearHandlers();
};
class LoggerDB {
public:
    static LoggerDB &get();
    LogCategory *getCategory(StringPiece name);
    LogCategory *getCategoryOrNull(StringPiece name);
};
class Logger {
public:
    explicit Logger(StringPiece name);
};
} // namespace folly
