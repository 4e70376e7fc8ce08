// The constructor throws before it lists the object.
#include <set>
#include <stdexcept>
#include <string>

class Mount;
static std::set<Mount *> mounts;

class Mount {
public:
    explicit Mount(const std::string &path) : path_(path)
    {
        if (path_.empty())
            throw std::invalid_argument("no path");
        mounts.insert(this);
    }
    ~Mount() { mounts.erase(this); }

private:
    std::string path_;
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
