// A weak pointer is locked, and what came out is captured.
#include <functional>
#include <memory>

class Panel : public std::enable_shared_from_this<Panel> {
public:
    void bind_keys()
    {
        std::weak_ptr<Panel> weak = shared_from_this();
        auto strong = weak.lock();
        on_key_ = [strong](int key) { strong->last_ = key; }; // expect: owning-cycle[capture] "Panel::on_key_"
    }
    void press(int key) { on_key_(key); }

private:
    std::function<void(int)> on_key_;
    int last_ = 0;
};
