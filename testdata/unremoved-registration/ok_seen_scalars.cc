// A set of numbers already seen: plain scalars are not worth a finding at default settings.
#include <set>
#include <sys/socket.h>

static std::set<int> seen;

int distinct(int fd)
{
    int number;
    while (::recv(fd, &number, sizeof number, 0) == sizeof number)
        seen.insert(number);
    return static_cast<int>(seen.size());
}
