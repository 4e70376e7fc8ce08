// A host only watches its guest.
#include <memory>

struct Base {
    virtual ~Base() = default;
};
struct Host {
    std::weak_ptr<Base> guest;
};
struct Plugin : Base, std::enable_shared_from_this<Plugin> {
    std::shared_ptr<Host> host = std::make_shared<Host>();
    void attach()
    {
        host->guest = std::static_pointer_cast<Base>(shared_from_this());
    }
};
