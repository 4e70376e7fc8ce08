// An optional holds a weak pointer back.
#include <memory>
#include <optional>

struct Stage;
struct Actor {
    std::optional<std::weak_ptr<Stage>> stage;
};
struct Stage : std::enable_shared_from_this<Stage> {
    std::shared_ptr<Actor> lead;
    void cast()
    {
        lead = std::make_shared<Actor>();
        lead->stage = shared_from_this();
    }
};
