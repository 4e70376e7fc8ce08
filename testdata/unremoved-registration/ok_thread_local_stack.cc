// A thread-local stack of scopes: popped before every return.
#include <vector>

struct Scope {
    const char *name;
    int depth;
};

thread_local std::vector<Scope *> scopes;

int measure(const char *name, int limit)
{
    Scope scope{name, 0};
    scopes.push_back(&scope);
    scope.depth = static_cast<int>(scopes.size());
    if (scope.depth > limit) {
        scopes.pop_back();
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
