// The container belongs to the one object behind a static pointer, made on first use: nothing ever leaves it.
#include <map>
#include <sys/socket.h>
#include <unistd.h>

class Client {
public:
    explicit Client(int fd) : fd_(fd) {}
    void bye() { ::close(fd_); }

private:
    int fd_;
};

class Directory {
public:
    static Directory *get()
    {
        if (!instance_)
            instance_ = new Directory;
        return instance_;
    }
    void add(int fd, Client *client) { clients_.emplace(fd, client); } // expect: unremoved-registration[never] "clients_"

private:
    std::map<int, Client *> clients_;
    static Directory *instance_;
};

Directory *Directory::instance_ = nullptr;

int main()
{
    for (;;) {
        int fd = ::accept(3, nullptr, nullptr);
        Client *client = new Client(fd);
        Directory::get()->add(fd, client);
        client->bye();
    }
}
