// A handler binds the plain pointer that get() gives.
#include <functional>
#include <memory>

struct Device : std::enable_shared_from_this<Device> {
    std::function<void()> on_ready;
    void ready() {}
};

std::shared_ptr<Device> open_device()
{
    auto device = std::make_shared<Device>();
    device->on_ready = std::bind(&Device::ready, device.get());
    return device;
}
