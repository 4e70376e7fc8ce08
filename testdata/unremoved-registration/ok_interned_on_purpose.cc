// Symbols are interned for ever, and the table says so.
#include <string>
#include <sys/socket.h>
#include <unordered_map>

struct Symbol {
    std::string name;
};

// linger:immortal symbols are compared by address for the life of the process
static std::unordered_map<std::string, Symbol *> symbols;

static const Symbol *intern(const std::string &name)
{
    Symbol *&slot = symbols[name];
    if (!slot)
        slot = new Symbol{name};
    return slot;
}

void read_names(int fd)
{
    char text[64];
    ssize_t n;
    while ((n = ::recv(fd, text, sizeof text - 1, 0)) > 0) {
        text[n] = '\0';
        intern(text);
    }
}
