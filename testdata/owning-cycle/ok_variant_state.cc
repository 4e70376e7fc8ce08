// The state observes its lexer.
#include <memory>
#include <variant>

class Lexer;

struct InString {
    std::weak_ptr<Lexer> lexer;
};

class Lexer : public std::enable_shared_from_this<Lexer> {
public:
    void open_quote()
    {
        auto state = std::make_shared<InString>();
        state->lexer = shared_from_this();
        state_ = state;
    }

private:
    std::variant<std::monostate, std::shared_ptr<InString>> state_;
};
