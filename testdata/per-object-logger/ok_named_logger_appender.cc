// The logger's name is constant, its appenders are one for each upload.
#include <log4cxx/logger.h>
#include <memory>
#include <string>
#include <unistd.h>

static void upload(const std::string &file)
{
    log4cxx::LoggerPtr log = log4cxx::Logger::getLogger("uploads");
    auto appender = std::make_shared<log4cxx::FileAppender>();
    appender->setFile(file + ".log");
    log->addAppender(appender);
    log->info("uploading " + file);
    log->removeAppender(appender);
}

int main()
{
    char name[100];
    while (read(0, name, sizeof name) > 0)
        upload(name);
}
