// A static member list: the factory deletes the plugin it has just listed when its version is wrong.
#include <list>
#include <string>

class Plugin {
public:
    static Plugin *load(const std::string &path);
    static void unload(Plugin *plugin);
    int version() const { return version_; }

private:
    explicit Plugin(const std::string &path) : path_(path), version_(static_cast<int>(path.size())) {}

    std::string path_;
    int version_;
    static std::list<Plugin *> loaded_;
};

std::list<Plugin *> Plugin::loaded_;

Plugin *Plugin::load(const std::string &path)
{
    Plugin *plugin = new Plugin(path);
    loaded_.push_back(plugin); // expect: unremoved-registration[ended] "loaded_"
    if (plugin->version() != 3) {
        delete plugin;
        return nullptr;
    }
    return plugin;
}

void Plugin::unload(Plugin *plugin)
{
    loaded_.remove(plugin);
    delete plugin;
}
