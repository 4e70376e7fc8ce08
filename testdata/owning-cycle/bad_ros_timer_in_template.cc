// A template of the library kind: statistics keep the timer whose lambda holds them.
#include <memory>
#include <rclcpp/rclcpp.hpp>
#include <string>

template <class Message> class Statistics {
public:
    void set_timer(rclcpp::TimerBase::SharedPtr timer) { timer_ = timer; }
    void publish();

private:
    rclcpp::TimerBase::SharedPtr timer_;
};

template <class Message, class Node> std::shared_ptr<Statistics<Message>> observe(Node &node)
{
    std::shared_ptr<Statistics<Message>> statistics = std::make_shared<Statistics<Message>>();
    auto publish = [statistics]() { statistics->publish(); }; // expect: owning-cycle[capture] "Statistics"
    auto timer = rclcpp::create_wall_timer(std::chrono::milliseconds(100), publish, nullptr, node.base(), node.timers());
    statistics->set_timer(timer);
    return statistics;
}
