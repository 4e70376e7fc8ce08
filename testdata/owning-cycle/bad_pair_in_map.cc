// A map of pairs owns what the pairs own.
#include <map>
#include <memory>
#include <string>
#include <utility>

class Registry;

struct Plugin {
    std::shared_ptr<Registry> registry;
};

class Registry : public std::enable_shared_from_this<Registry> {
public:
    void add(const std::string &name, std::shared_ptr<Plugin> plugin)
    {
        plugin->registry = shared_from_this(); // expect: owning-cycle[stored] "Plugin::registry"
        plugins_[name] = std::make_pair(1, plugin);
    }

private:
    std::map<std::string, std::pair<int, std::shared_ptr<Plugin>>> plugins_;
};
