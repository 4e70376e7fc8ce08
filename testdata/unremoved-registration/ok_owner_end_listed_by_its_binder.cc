// The socket keeps what it bound by name until told to let go; the listener, told to stop, ends when the loop comes round to it.
#include <map>
#include <string>

class Stoppable {
public:
    virtual ~Stoppable() {}
    void stop() { stopping_ = true; }
    void loop_done()
    {
        if (stopping_)
            delete this;
    }

private:
    bool stopping_ = false;
};

class Listener : public Stoppable {
public:
    explicit Listener(int fd) : fd_(fd) {}
    ~Listener() override { close_fd(); }

private:
    void close_fd() { fd_ = -1; }
    int fd_;
};

class Socket {
public:
    void bind(const std::string &name, int fd)
    {
        Listener *listener = new Listener(fd);
        endpoints_.emplace(name, listener);
    }
    void unbind(const std::string &name)
    {
        auto it = endpoints_.find(name);
        if (it == endpoints_.end())
            return;
        it->second->stop();
        endpoints_.erase(it);
    }

private:
    std::map<std::string, Listener *> endpoints_;
};

Socket *make_socket()
{
    return new Socket;
}
