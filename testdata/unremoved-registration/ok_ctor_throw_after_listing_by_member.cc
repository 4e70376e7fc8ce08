// The constructor lists through a member, whose destructor runs when a later step throws.
#include <set>
#include <stdexcept>
#include <string>

class Mount;
static std::set<Mount *> mounts;

struct Listing {
    explicit Listing(Mount *mount) : mount(mount) { mounts.insert(mount); }
    ~Listing() { mounts.erase(mount); }
    Mount *mount;
};

class Mount {
public:
    explicit Mount(const std::string &path) : path_(path), listing_(this)
    {
        if (path_.empty())
            throw std::invalid_argument("no path");
    }

private:
    std::string path_;
    Listing listing_;
};

size_t try_mount(const std::string &path)
{
    try {
        Mount mount(path);
        return mounts.size();
    } catch (const std::invalid_argument &) {
        return 0;
    }
}
