// A node keeps a subscription whose callback refers to the node.
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
        scans_ = create_subscription<Scan>("scan", 10, [this](const Scan &) { seen_++; });
    }

private:
    rclcpp::Subscription<Scan>::SharedPtr scans_;
    int seen_ = 0;
};
