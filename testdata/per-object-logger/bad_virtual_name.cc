// The name comes from a pure virtual function; one of the classes behind it counts.
#include <log4cplus/logger.h>
#include <string>
#include <unistd.h>

static unsigned s_made;

class Task {
public:
    virtual ~Task() = default;
    virtual std::string name() const = 0;
    void run()
    {
        auto log = log4cplus::Logger::getInstance(name()); // expect: per-object-logger[unique-name] "'s_made'"
        log.log(10000, "running");
    }
};

class Sweep : public Task {
public:
    std::string name() const override { return "sweep"; }
};

class Upload : public Task {
public:
    std::string name() const override { return "upload-" + std::to_string(++s_made); } // expect-step: "returns"
};

int main()
{
    char c;
    Sweep sweep;
    while (read(0, &c, 1) == 1) {
        Upload upload;
        Task &task = c == 's' ? static_cast<Task &>(sweep) : upload;
        task.run();
    }
}
