// hub.cc: rooms, their members, and the plugins that listen to them.
#include "hub.hpp"

#include <algorithm>
#include <vector>

namespace chat {

static std::vector<Room *> g_rooms;

Room::Room(std::string name, Bus &bus) : name_{std::move(name)}, bus_{bus}
{
    g_rooms.push_back(this);
    topic_ = bus_.subscribe("topic/" + name_, [this](const Event &event) { on_topic(event); });
    history_ = load_history(name_); // throws when the archive is locked
}

Room::~Room()
{
    bus_.unsubscribe(topic_);
    for (auto &member : members_)
        member->leave(*this);
}

std::shared_ptr<Plugin> Room::plug(std::shared_ptr<Plugin> plugin)
{
    plugin->room = shared_from_this();
    plugin->bus = std::make_shared<PluginBus>(plugin);
    plugins_.push_back(plugin);
    return plugin;
}

} // namespace chat
