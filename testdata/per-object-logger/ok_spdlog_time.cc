// The name of a session's log is the time it began.
#include <memory>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>
#include <time.h>

class Session {
public:
    void open()
    {
        std::string stamp = std::to_string(time(nullptr));
        log_ = spdlog::basic_logger_mt("session " + stamp, stamp + ".log");
    }
    void close()
    {
        spdlog::drop(log_->name());
        log_ = nullptr;
    }

private:
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    while (accept(listener, nullptr, nullptr) >= 0) {
        Session session;
        session.open();
        session.close();
    }
}
