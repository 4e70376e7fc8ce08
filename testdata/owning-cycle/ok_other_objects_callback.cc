// A handler captures another object than the one that keeps it.
#include <functional>
#include <memory>

struct Log {
    void line(const char *) { ++lines; }
    int lines = 0;
};

class Button {
public:
    void on_click(std::function<void()> action) { action_ = action; }

private:
    std::function<void()> action_;
};

std::shared_ptr<Button> labelled(std::shared_ptr<Log> log)
{
    auto button = std::make_shared<Button>();
    button->on_click([log] { log->line("clicked"); });
    return button;
}
