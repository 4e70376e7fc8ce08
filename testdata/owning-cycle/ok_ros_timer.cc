// A wall timer keeps a function bound to the plain address.
#include <functional>
#include <memory>
#include <rclcpp/rclcpp.hpp>

class Driver : public std::enable_shared_from_this<Driver> {
public:
    void start(rclcpp::Node &node)
    {
        timer_ = node.create_wall_timer(std::chrono::milliseconds(100), std::bind(&Driver::poll, this));
    }
    void poll() { polls_++; }

private:
    rclcpp::TimerBase::SharedPtr timer_;
    int polls_ = 0;
};
