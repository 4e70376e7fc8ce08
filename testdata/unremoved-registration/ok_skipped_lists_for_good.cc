// What the failing branch undoes is done by the ordinary end on purpose: a listed plugin stays.
#include <string>
#include <vector>

struct Plugin {
    std::string name;
    bool start();
};

static std::vector<Plugin *> plugins;

bool plugin_add(const std::string &name, bool lazily)
{
    Plugin *plugin = new Plugin{name};
    plugins.push_back(plugin);
    if (lazily)
        return true;
    if (!plugin->start()) {
        plugins.pop_back();
        delete plugin;
        return false;
    }
    return true;
}

void plugins_stop()
{
    for (Plugin *plugin : plugins)
        delete plugin;
    plugins.clear();
}
