// The host keeps its plugins, who know it weakly.
#include <memory>
#include <vector>

class Plugin;

class Host {
public:
    void attach(const std::shared_ptr<Plugin> &plugin) { plugins_.push_back(plugin); }

private:
    std::vector<std::shared_ptr<Plugin>> plugins_;
};

class Plugin {
public:
    std::weak_ptr<Host> host;
};

void load(const std::shared_ptr<Host> &host, const std::shared_ptr<Plugin> &plugin)
{
    plugin->host = host;
    host->attach(plugin);
}
