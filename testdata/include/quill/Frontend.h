#pragma once
/* A fake <quill/Frontend.h> (9): declarations the cases use. */
#include <memory>
#include <string>
namespace quill {
class Sink {
public:
    virtual ~Sink();
};
class FileSink : public Sink {};
class Logger {
public:
    const std::string &get_logger_name() const;
};
struct FrontendOptions {};
template <typename TFrontendOptions> class FrontendImpl {
public:
    using logger_t = Logger;
    template <typename TSink, typename... Args> static std::shared_ptr<Sink> create_or_get_sink(const std::string &sink_name, Args &&...args);
    static logger_t *create_or_get_logger(const std::string &logger_name, std::shared_ptr<Sink> sink);
    static void remove_logger(logger_t *logger);
    static void remove_logger_blocking(logger_t *logger);
    static logger_t *get_logger(const std::string &logger_name);
};
using Frontend = FrontendImpl<FrontendOptions>;
} // namespace quill
