// unregister deletes the handler it finds in the map and leaves the dangling value there.
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
    handlers[name] = new Handler(code); // expect: unremoved-registration[owner-end] "handlers"
}

void unregister_handler(const std::string &name)
{
    auto it = handlers.find(name);
    if (it == handlers.end())
        return;
    delete it->second;
}

int call(const std::string &name)
{
    auto it = handlers.find(name);
    return it == handlers.end() ? -1 : it->second->run();
}
