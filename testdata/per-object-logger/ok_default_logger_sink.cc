// Each upload hangs a file onto the category of all uploads.
#include <log4cpp/Category.hh>
#include <string>
#include <unistd.h>

class Upload {
public:
    explicit Upload(const std::string &host)
    {
        appender_ = new log4cpp::RemoteSyslogAppender("upload", "server", host);
        log4cpp::Category::getRoot().addAppender(appender_);
    }
    ~Upload() { log4cpp::Category::getRoot().removeAppender(appender_); }

private:
    log4cpp::Appender *appender_;
};

static void handle(char)
{
    Upload upload("loghost");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        handle(c);
}
