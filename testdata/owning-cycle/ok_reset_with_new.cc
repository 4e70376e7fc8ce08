// reset() lets the parser go.
#include <memory>

class Reader;

class Parser {
public:
    explicit Parser(const std::shared_ptr<Reader> &reader) : reader_(reader) {}

private:
    std::shared_ptr<Reader> reader_;
};

class Reader : public std::enable_shared_from_this<Reader> {
public:
    void begin() { parser_.reset(new Parser(shared_from_this())); }
    void end() { parser_.reset(); }

private:
    std::unique_ptr<Parser> parser_;
};
