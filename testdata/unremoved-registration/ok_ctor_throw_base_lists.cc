// The base class has listed the object and is complete: its destructor runs when the derived constructor throws.
#include <list>
#include <stdexcept>
#include <string>

class Resource {
public:
    Resource() { resources_.push_back(this); }
    virtual ~Resource() { resources_.remove(this); }

private:
    static std::list<Resource *> resources_;
};

std::list<Resource *> Resource::resources_;

class Texture : public Resource {
public:
    explicit Texture(const std::string &file) : file_(file)
    {
        if (file_.empty())
            throw std::runtime_error("no file");
    }
    const std::string &file() const { return file_; }

private:
    std::string file_;
};

size_t load(const std::string &file)
{
    Texture texture(file);
    return texture.file().size();
}
