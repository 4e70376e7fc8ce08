// The constructor of a plugin registers the plugin's own pointer with the host it keeps.
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
    std::shared_ptr<Host> host;
};

void load(const std::shared_ptr<Host> &host, const std::shared_ptr<Plugin> &plugin)
{
    plugin->host = host; // expect: owning-cycle[stored] "Plugin::host"
    host->attach(plugin);
}
