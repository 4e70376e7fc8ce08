// A lexer's state is one of several, two of which hold the lexer.
#include <memory>
#include <variant>

class Lexer;

struct InString {
    std::shared_ptr<Lexer> lexer;
};

class Lexer : public std::enable_shared_from_this<Lexer> {
public:
    void open_quote()
    {
        auto state = std::make_shared<InString>();
        state->lexer = shared_from_this(); // expect: owning-cycle[stored] "InString::lexer"
        state_ = state;
    }

private:
    std::variant<std::monostate, std::shared_ptr<InString>> state_;
};
