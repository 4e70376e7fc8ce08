// The registry is a member of a singleton behind instance(); a rejected actor leaves it first.
#include <map>
#include <string>

class Actor {
public:
    explicit Actor(std::string name) : name_(std::move(name)) {}
    const std::string &name() const { return name_; }
    bool subscribe() { return name_.find("/") != std::string::npos; }

private:
    std::string name_;
};

class Manager {
public:
    static Manager &instance()
    {
        static Manager manager;
        return manager;
    }
    std::map<std::string, Actor *> actors_;
};

Actor *spawn(const std::string &name)
{
    Actor *actor = new Actor(name);
    Manager::instance().actors_.emplace(name, actor);
    if (!actor->subscribe()) {
        Manager::instance().actors_.erase(name);
        delete actor;
        return nullptr;
    }
    return actor;
}

void stop(Actor *actor)
{
    Manager::instance().actors_.erase(actor->name());
    delete actor;
}
