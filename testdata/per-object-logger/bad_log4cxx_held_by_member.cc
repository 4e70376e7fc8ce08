// removeLogger does nothing as long as the member holds the logger, and the member goes after the destructor's body.
#include <log4cxx/logmanager.h>
#include <memory>
#include <string>
#include <sys/socket.h>

class Client {
public:
    explicit Client(int fd) : name_("client-" + std::to_string(fd)), log_(log4cxx::Logger::getLogger(name_)) {} // expect: per-object-logger[incomplete-drop] "log_"
    ~Client() { log4cxx::LogManager::removeLogger(name_); } // expect-step: "removeLogger"
    void hello() { log_->info("hello"); }

private:
    std::string name_;
    log4cxx::LoggerPtr log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        Client client(accept(listener, nullptr, nullptr));
        client.hello();
    }
}
