// A recursive lambda captures the shared pointer it is kept in.
#include <functional>
#include <memory>

int count_down(int from)
{
    auto step = std::make_shared<std::function<int(int)>>();
    *step = [step](int n) { return n == 0 ? 0 : (*step)(n - 1); }; // expect: owning-cycle[capture]
    return (*step)(from);
}
