// Each session registers an spdlog logger under its number; the session goes, the logger stays.
#include <memory>
#include <stories/spdlog.h>
#include <stories/story.h>
#include <string>

static int g_sessions;

class Session {
public:
    explicit Session(int fd) : fd_(fd), log_(std::make_shared<spdlog::logger>("session-" + std::to_string(++g_sessions))) {}
    ~Session() { ::close(fd_); }
    void run()
    {
        char line[16] = "";
        if (::recv(fd_, line, sizeof line - 1, 0) > 0)
            log_->info(line);
    }

private:
    int fd_;
    std::shared_ptr<spdlog::logger> log_;
};

static void serve(int fd)
{
    Session session(fd);
    session.run();
}

static long live()
{
    return static_cast<long>(spdlog::story_registry().size());
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
