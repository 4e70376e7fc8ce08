/* A fake <rclcpp/rclcpp.hpp>: the node knows what it makes weakly; subscriptions and timers keep their callbacks. */
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
namespace rclcpp {
class TimerBase {
public:
    using SharedPtr = std::shared_ptr<TimerBase>;
    void cancel();
};
template <class M> class Subscription {
public:
    using SharedPtr = std::shared_ptr<Subscription<M>>;
};
class Node : public std::enable_shared_from_this<Node> {
public:
    explicit Node(const std::string &name);
    virtual ~Node();
    template <class M, class C> std::shared_ptr<Subscription<M>> create_subscription(const std::string &topic, int qos, C &&callback)
    {
        return nullptr;
    }
    template <class D, class C> std::shared_ptr<TimerBase> create_wall_timer(D period, C &&callback) { return nullptr; }
};
namespace node_interfaces {
class NodeBaseInterface;
class NodeTimersInterface;
} // namespace node_interfaces
class CallbackGroup;
template <class D, class C>
std::shared_ptr<TimerBase> create_wall_timer(D period, C callback, std::shared_ptr<CallbackGroup> group,
                                             node_interfaces::NodeBaseInterface *base, node_interfaces::NodeTimersInterface *timers)
{
    return nullptr;
}
} // namespace rclcpp
