// growth.cc: what a logger per connection costs, with the real spdlog. Serves connections one after the other, each with a logger named
// after its number, and prints registered loggers, open descriptors and resident memory as it goes.
//
//     growth forgotten 20000     the logger stays registered: what linger reports
//     growth dropped 20000       spdlog::drop() in the destructor
//     growth unregistered 20000  constructed directly, with a shared sink: the fix linger suggests first
//
// With a fourth argument, a folder, each forgotten or dropped logger writes a file of its own there: one descriptor each.
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <functional>
#include <memory>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>
#include <string>

enum class Way { forgotten, dropped, unregistered };

static Way way = Way::forgotten;
static std::string folder;

static std::shared_ptr<spdlog::logger> make_logger(const std::string &name)
{
    static auto shared_sink = std::make_shared<spdlog::sinks::null_sink_mt>();
    if (way == Way::unregistered)
        return std::make_shared<spdlog::logger>(name, shared_sink);
    if (!folder.empty())
        return spdlog::basic_logger_mt(name, folder + "/" + name + ".log");
    return spdlog::null_logger_mt(name);
}

class Connection {
public:
    explicit Connection(unsigned number) : log_(make_logger("connection-" + std::to_string(number)))
    {
        log_->info("connected");
    }
    ~Connection()
    {
        log_->info("closed");
        if (way == Way::dropped)
            spdlog::drop(log_->name());
    }

private:
    std::shared_ptr<spdlog::logger> log_;
};

static long resident_kilobytes()
{
    long pages = 0, resident = 0;
    if (FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return resident * 4;
}

static long descriptors()
{
    long count = -3; // ".", ".." and the folder itself
    if (DIR *dir = opendir("/proc/self/fd")) {
        while (readdir(dir))
            count++;
        closedir(dir);
    }
    return count;
}

static long registered()
{
    long count = 0;
    spdlog::apply_all([&count](const std::shared_ptr<spdlog::logger> &) { count++; });
    return count;
}

int main(int argc, char **argv)
{
    std::string word = argc > 1 ? argv[1] : "";
    if (word != "forgotten" && word != "dropped" && word != "unregistered") {
        std::fprintf(stderr, "growth: expected: growth forgotten|dropped|unregistered [CONNECTIONS [FOLDER]]\n");
        return 2;
    }
    way = word == "forgotten" ? Way::forgotten : word == "dropped" ? Way::dropped : Way::unregistered;
    long connections = argc > 2 ? std::atol(argv[2]) : 20000;
    folder = argc > 3 ? argv[3] : "";
    std::printf("%12s %10s %12s %10s\n", "connections", "loggers", "descriptors", "RSS/KiB");
    for (long i = 0; i <= connections; i++) {
        if (i % (connections >= 10 ? connections / 10 : 1) == 0)
            std::printf("%12ld %10ld %12ld %10ld\n", i, registered(), descriptors(), resident_kilobytes());
        Connection connection(static_cast<unsigned>(i));
    }
    return 0;
}
