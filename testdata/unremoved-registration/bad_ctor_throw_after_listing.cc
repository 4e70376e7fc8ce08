// The constructor lists the object and then throws: no destructor runs, the list keeps the address.
#include <set>
#include <stdexcept>
#include <string>

class Mount;
static std::set<Mount *> mounts;

class Mount {
public:
    explicit Mount(const std::string &path) : path_(path)
    {
        mounts.insert(this); // expect: unremoved-registration[ctor-throw] "mounts"
        if (path_.empty())
            throw std::invalid_argument("no path");
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
