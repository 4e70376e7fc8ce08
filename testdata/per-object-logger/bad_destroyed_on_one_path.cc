// A session is deleted in two places; one of them forgets Poco's logger.
#include <Poco/Logger.h>
#include <string>
#include <sys/socket.h>

struct Session {
    int fd;
    std::string name;
    Poco::Logger *log;
};

static Session *session_new(int fd)
{
    Session *session = new Session;
    session->fd = fd;
    session->name = "session " + std::to_string(fd);
    session->log = &Poco::Logger::get(session->name); // expect: per-object-logger[unique-name] "not dropped"
    return session;
}

static void session_free(Session *session)
{
    Poco::Logger::destroy(session->name);
    delete session;
}

static void serve(int fd)
{
    Session *session = session_new(fd);
    char c;
    if (recv(fd, &c, 1, 0) <= 0) {
        delete session; // expect-step: "not dropped"
        return;
    }
    session_free(session);
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
