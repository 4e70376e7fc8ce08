// The constructor catches to log and throws on: the object stays listed.
#include <cstdio>
#include <deque>
#include <stdexcept>
#include <string>

class Upload {
public:
    explicit Upload(const std::string &url)
    {
        uploads_.push_back(this); // expect: unremoved-registration[ctor-throw] "uploads_"
        try {
            connect(url);
        } catch (...) {
            std::puts("cannot connect");
            throw;
        }
    }
    ~Upload() { std::erase(uploads_, this); }

private:
    void connect(const std::string &url)
    {
        if (url.find("://") == std::string::npos)
            throw std::runtime_error("no scheme");
        socket_ = static_cast<int>(url.size());
    }

    int socket_ = -1;
    static std::deque<Upload *> uploads_;
};

std::deque<Upload *> Upload::uploads_;

void upload(const std::string &url)
{
    Upload u(url);
}
