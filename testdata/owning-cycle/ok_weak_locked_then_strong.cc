// A weak pointer is captured, and locked inside.
#include <functional>
#include <memory>

class Panel : public std::enable_shared_from_this<Panel> {
public:
    void bind_keys()
    {
        std::weak_ptr<Panel> weak = shared_from_this();
        on_key_ = [weak](int key) {
            if (auto strong = weak.lock())
                strong->last_ = key;
        };
    }
    void press(int key) { on_key_(key); }

private:
    std::function<void(int)> on_key_;
    int last_ = 0;
};
