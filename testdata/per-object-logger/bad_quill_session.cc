// quill keeps the logger of each session until remove_logger.
#include <memory>
#include <quill/Frontend.h>
#include <string>
#include <sys/socket.h>

class Session {
public:
    Session(int fd, const std::shared_ptr<quill::Sink> &sink)
    {
        log_ = quill::Frontend::create_or_get_logger("session_" + std::to_string(fd), sink); // expect: per-object-logger[unique-name] "quill"
    }
    ~Session() { log_ = nullptr; }

private:
    quill::Logger *log_;
};

int main()
{
    auto sink = quill::Frontend::create_or_get_sink<quill::FileSink>("server.log");
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        Session session(accept(listener, nullptr, nullptr), sink);
}
