// LoggerInstancePtr takes the logger out of the hierarchy when the session ends.
#include <log4cxx/loggerinstance.h>
#include <memory>
#include <string>
#include <sys/socket.h>

class Session {
public:
    explicit Session(int fd) : log_("session." + std::to_string(fd)) {}
    void greet() { log_->info("hello"); }

private:
    log4cxx::LoggerInstancePtr log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        std::make_unique<Session>(accept(listener, nullptr, nullptr))->greet();
}
