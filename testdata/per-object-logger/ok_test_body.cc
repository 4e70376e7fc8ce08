// A unit test makes a consumer, whose logger has a random name; the framework runs each test once.
#include <cstdlib>
#include <memory>
#include <string>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

struct Test {
    virtual ~Test();
    virtual void TestBody() = 0;
};
void run_all_tests();

class Consumer {
public:
    Consumer() : log_(spdlog::stdout_color_mt("consumer-" + std::to_string(rand()))) {}

private:
    std::shared_ptr<spdlog::logger> log_;
};

class ConsumerConnects : public Test {
    void TestBody() override { Consumer consumer; }
};
