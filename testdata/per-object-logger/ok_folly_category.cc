// getCategory makes the category and its parents; lookups do not.
#include <folly/logging/LoggerDB.h>
#include <string>
#include <unistd.h>

static int s_rpc;

static void handle(char)
{
    std::string name = "rpc." + std::to_string(s_rpc++);
    folly::LogCategory *category = folly::LoggerDB::get().getCategoryOrNull(name);
    if (category)
        category->clearHandlers();
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        handle(c);
}
