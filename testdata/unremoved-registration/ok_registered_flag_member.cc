// The destructor asks a member that is set at registration whether there is anything to take out.
#include <map>
#include <string>

class Endpoint {
public:
    ~Endpoint()
    {
        if (id_ != 0)
            endpoints_.erase(id_);
    }
    void enlist()
    {
        id_ = ++last_id_;
        endpoints_[id_] = this;
    }
    bool ping(const std::string &text) const { return !text.empty(); }

private:
    int id_ = 0;
    static int last_id_;
    static std::map<int, Endpoint *> endpoints_;
};

int Endpoint::last_id_;
std::map<int, Endpoint *> Endpoint::endpoints_;

bool try_endpoint(const std::string &text)
{
    Endpoint endpoint;
    endpoint.enlist();
    if (!endpoint.ping(text))
        return false;
    return true;
}
