// reset(new T(self)) stores like any other assignment.
#include <memory>

class Reader;

class Parser {
public:
    explicit Parser(const std::shared_ptr<Reader> &reader) : reader_(reader) {} // expect: owning-cycle[stored] "Parser::reader_"

private:
    std::shared_ptr<Reader> reader_;
};

class Reader : public std::enable_shared_from_this<Reader> {
public:
    void begin() { parser_.reset(new Parser(shared_from_this())); }

private:
    std::unique_ptr<Parser> parser_;
};
