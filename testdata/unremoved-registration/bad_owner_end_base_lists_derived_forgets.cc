// The base lists, and has an unlist() that every derived destructor should call; one does not.
#include <list>
#include <string>

class Entity {
public:
    Entity() { world_.push_back(this); } // expect-step: "world_"
    virtual ~Entity() {}
    static size_t population() { return world_.size(); }

protected:
    void unlist() { world_.remove(this); }

private:
    static std::list<Entity *> world_;
};

std::list<Entity *> Entity::world_;

class Tree : public Entity {
public:
    ~Tree() override { unlist(); }
};

class Wolf : public Entity {
public:
    explicit Wolf(const std::string &name) : name_(name) {}
    ~Wolf() override
    {
        name_.clear();
    }

private:
    std::string name_;
};

size_t season(const std::string &name)
{
    Tree tree;
    Wolf wolf(name); // expect: unremoved-registration[exit] "world_"
    return Entity::population();
}
