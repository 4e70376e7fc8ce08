// spdlog: every factory registers a logger by its name; drop() takes it out; loggers made directly are not registered.
// package: libspdlog-dev
#include <memory>
#include <string>

#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/daily_file_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/hourly_file_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/syslog_sink.h>
#include <spdlog/sinks/udp_sink.h>
#include <spdlog/spdlog.h>

void factories(const std::string &name)
{
    auto a = spdlog::stdout_color_mt(name); // model: logger key=name result=a
    auto b = spdlog::stdout_color_st(name); // model: logger key=name result=b
    auto c = spdlog::stderr_color_mt(name); // model: logger key=name result=c
    auto d = spdlog::stderr_color_st(name); // model: logger key=name result=d
    auto e = spdlog::stdout_logger_mt(name); // model: logger key=name result=e
    auto f = spdlog::stderr_logger_st(name); // model: logger key=name result=f
    auto g = spdlog::basic_logger_mt(name, "a.log"); // model: logger key=name result=g
    auto h = spdlog::basic_logger_st(name, "a.log", true); // model: logger key=name result=h
    auto i = spdlog::rotating_logger_mt(name, "b.log", 10000, 3); // model: logger key=name result=i
    auto j = spdlog::daily_logger_mt(name, "c.log", 2, 30); // model: logger key=name result=j
    auto k = spdlog::daily_logger_format_mt(name, "c.log"); // model: logger key=name result=k
    auto l = spdlog::hourly_logger_mt(name, "d.log"); // model: logger key=name result=l
    auto m = spdlog::syslog_logger_mt(name, "ident", LOG_PID); // model: logger key=name result=m
    auto n = spdlog::udp_logger_mt(name, spdlog::sinks::udp_sink_config("127.0.0.1", 514)); // model: logger key=name result=n // model: none
    auto o = spdlog::null_logger_mt(name); // model: logger key=name result=o
}

void generic(const std::string &name)
{
    auto a = spdlog::create<spdlog::sinks::stdout_sink_mt>(name); // model: logger key=*name result=a
    auto b = spdlog::create_async<spdlog::sinks::basic_file_sink_mt>(name, "a.log"); // model: logger key=*name result=b
    auto c = spdlog::create_async_nb<spdlog::sinks::basic_file_sink_mt>(name, "a.log"); // model: logger key=*name result=c
    auto d = spdlog::stdout_color_mt<spdlog::async_factory>(name); // model: logger key=name result=d
    auto e = spdlog::async_factory::create<spdlog::sinks::stdout_sink_mt>(name); // model: logger key=*name result=e
    auto f = spdlog::synchronous_factory::create<spdlog::sinks::stdout_sink_mt>(name); // model: logger key=*name result=f
}

void by_hand(const std::string &name, const std::shared_ptr<spdlog::sinks::stdout_sink_mt> &sink)
{
    auto log = std::make_shared<spdlog::logger>(name, sink);
    spdlog::register_logger(log); // model: logger element=log
    spdlog::initialize_logger(log); // model: logger element=log
    auto other = log->clone("other"); // model: alloc result=other
    spdlog::set_default_logger(other); // model: pure
    spdlog::default_logger(); // model: pure
    spdlog::get(name); // model: pure
    spdlog::drop(log->name()); // model: logger-drop // model: carry element=log
    spdlog::drop(name); // model: logger-drop key=name
    spdlog::drop_all(); // model: logger-drop
    spdlog::shutdown(); // model: logger-drop
}

void sinks(const std::shared_ptr<spdlog::sinks::dist_sink_mt> &all, const spdlog::sink_ptr &sink, spdlog::logger &log)
{
    all->add_sink(sink); // model: attach in=*all element=*sink
    all->remove_sink(sink); // model: detach in=*all element=*sink
    all->set_sinks({sink}); // model: detach in=*all
    log.sinks().push_back(sink); // model: lookup in=log
}
