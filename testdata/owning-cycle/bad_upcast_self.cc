// A plugin gives itself, as its base, to the host object that it owns.
#include <memory>

struct Base {
    virtual ~Base() = default;
};
struct Host {
    std::shared_ptr<Base> guest;
};
struct Plugin : Base, std::enable_shared_from_this<Plugin> {
    std::shared_ptr<Host> host = std::make_shared<Host>();
    void attach()
    {
        host->guest = std::static_pointer_cast<Base>(shared_from_this()); // expect: owning-cycle[stored] "Host::guest"
    }
};
