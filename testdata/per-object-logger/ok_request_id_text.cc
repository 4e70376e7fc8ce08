// The request's id comes out of its headers, and into the name of a logger.
#include <functional>
#include <map>
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>

struct Request {
    std::map<std::string, std::string> headers;
};
void on_request(std::function<void(Request &)> handler);

int main()
{
    on_request([](Request &request) {
        std::string request_id = request.headers["X-Request-Id"];
        auto log = spdlog::stdout_color_mt("transform/" + request_id);
        log->info("begin");
        spdlog::drop(log->name());
    });
}
