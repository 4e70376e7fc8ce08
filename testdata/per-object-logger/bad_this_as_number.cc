// reinterpret_cast makes a number of this, and the number a name.
#include <easylogging++.h>
#include <memory>
#include <stdint.h>
#include <string>
#include <unistd.h>

class Task {
public:
    Task() : id_("task" + std::to_string(reinterpret_cast<uintptr_t>(this))) { el::Loggers::getLogger(id_)->info("new"); } // expect: per-object-logger[unique-name] "address of the object"

private:
    std::string id_;
};

static void handle(char)
{
    auto task = std::make_unique<Task>();
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        handle(c);
}
