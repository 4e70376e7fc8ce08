// The server counts its sessions in a member, and hands the number on.
#include <log4cplus/logger.h>
#include <memory>
#include <string>
#include <sys/socket.h>

class Session {
public:
    Session(int fd, unsigned long serial)
        : fd_(fd), log_(log4cplus::Logger::getInstance("session" + std::to_string(serial))) // expect: per-object-logger[unique-name] "sessions_"
    {
    }
    void run() { log_.log(20000, fd_ < 0 ? "bad" : "good"); }

private:
    int fd_;
    log4cplus::Logger log_;
};

class Server {
public:
    void serve(int fd)
    {
        auto session = std::make_shared<Session>(fd, sessions_++); // expect-step: "passed here"
        session->run();
    }
    void run()
    {
        int listener = socket(AF_INET, SOCK_STREAM, 0);
        for (;;)
            serve(accept(listener, nullptr, nullptr));
    }

private:
    unsigned long sessions_ = 0;
};

int main()
{
    Server().run();
}
