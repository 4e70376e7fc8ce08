// A thread-local stack of scopes: the early return leaves the address of a dead scope on it.
#include <vector>

struct Scope {
    const char *name;
    int depth;
};

thread_local std::vector<Scope *> scopes;

int measure(const char *name, int limit)
{
    Scope scope{name, 0};
    scopes.push_back(&scope); // expect: unremoved-registration "scopes"
    scope.depth = static_cast<int>(scopes.size());
    if (scope.depth > limit) {
        return -1;
    }
    int depth = scope.depth;
    scopes.pop_back();
    return depth;
}

const char *innermost()
{
    return scopes.empty() ? "" : scopes.back()->name;
}
