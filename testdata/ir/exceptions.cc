// try and catch by type and by ellipsis, throw, rethrow, unwinding through scopes.
#include <stdexcept>

struct Guard {
    ~Guard() {}
};

int parse(const char *text);

int attempt(const char *text)
{
    Guard guard;
    try {
        if (!text)
            throw std::runtime_error("no text");
        return parse(text);
    } catch (const std::runtime_error &error) {
        return error.what() != nullptr;
    } catch (...) {
        throw;
    }
}

int careful(const char *text) noexcept
{
    return text ? 1 : 0;
}
