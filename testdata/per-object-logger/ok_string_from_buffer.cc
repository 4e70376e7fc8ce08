// A buffer filled by a helper becomes a std::string, a member, and then the name.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <stdio.h>
#include <string>
#include <sys/socket.h>

static void describe(char *text, size_t size, int socket)
{
    snprintf(text, size, "tunnel <%d>", socket);
}

class Tunnel {
public:
    explicit Tunnel(int socket)
    {
        char text[64];
        describe(text, sizeof text, socket);
        label_ = text;
        open();
    }
    ~Tunnel() { spdlog::drop(label_); }

private:
    void open() { log_ = spdlog::stdout_color_mt(label_); }
    std::string label_;
    std::shared_ptr<spdlog::logger> log_;
};

static void serve(int fd)
{
    Tunnel tunnel(fd);
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
