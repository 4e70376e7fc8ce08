// Loggers that no registry knows: Boost.Log sources, Qt categories, an spdlog logger made by hand.
#include <QLoggingCategory>
#include <boost/log/sources/channel_logger.hpp>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

struct Link {
    std::string name;
    boost::log::sources::channel_logger<std::string> source;
    QLoggingCategory category;
    spdlog::logger log;
    explicit Link(int fd) : name("link" + std::to_string(fd)), source(name), category(name.c_str()), log(name) {}
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        Link link(accept(listener, nullptr, nullptr));
        link.log.info("up");
    }
}
