// A node gives its subscription up.
#include <memory>
#include <rclcpp/rclcpp.hpp>

struct Scan {
    float ranges[360];
};

class Mapper : public rclcpp::Node {
public:
    Mapper() : Node("mapper") {}
    void subscribe()
    {
        auto self = shared_from_this();
        scans_ = create_subscription<Scan>("scan", 10, [self, this](const Scan &) { seen_++; });
    }
    void mute() { scans_.reset(); }

private:
    rclcpp::Subscription<Scan>::SharedPtr scans_;
    int seen_ = 0;
};
