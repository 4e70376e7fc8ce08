// The container belongs to an object that is made anew for every client: it goes with it.
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
        return new Directory;
    }
    void add(int fd, Client *client) { clients_.emplace(fd, client); }

private:
    std::map<int, Client *> clients_;
};

int main()
{
    for (;;) {
        int fd = ::accept(3, nullptr, nullptr);
        Client *client = new Client(fd);
        Directory *directory = Directory::get();
        directory->add(fd, client);
        client->bye();
        delete directory;
    }
}
