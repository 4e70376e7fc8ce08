// The handler found in the map is deleted, and its place gets another one, or none.
#include <string>
#include <unordered_map>

class Handler {
public:
    explicit Handler(int code) : code_(code) {}
    int run() const { return code_; }

private:
    int code_;
};

static std::unordered_map<std::string, Handler *> handlers;

void register_handler(const std::string &name, int code)
{
    handlers[name] = new Handler(code); // expect-none: unremoved-registration
}

void silence_handler(const std::string &name)
{
    auto it = handlers.find(name);
    if (it == handlers.end())
        return;
    delete it->second;
    it->second = nullptr;
}

void replace_handler(const std::string &name, int code)
{
    auto it = handlers.find(name);
    if (it == handlers.end())
        return;
    delete it->second;
    it->second = new Handler(code);
}

void drop_handlers(int code)
{
    for (auto it = handlers.begin(); it != handlers.end();) {
        if (it->second->run() == code) {
            delete it->second;
            it = handlers.erase(it);
        } else {
            ++it;
        }
    }
}
