// folly keeps categories as long as the process lives; a stream's number makes one each.
#include <folly/logging/LoggerDB.h>
#include <string>
#include <unistd.h>

class Stream {
public:
    Stream() : number_(++count_), log_("net.stream" + std::to_string(number_)) {} // expect: per-object-logger[unique-name] "count_"

private:
    static unsigned long count_;
    unsigned long number_;
    folly::Logger log_;
};

unsigned long Stream::count_ = 0;

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        Stream stream;
}
