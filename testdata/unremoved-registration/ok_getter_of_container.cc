// The list is reached through getters that give references: a refused client is taken out before it is deleted.
#include <list>

struct Client {
    int fd;
};

class Acceptor {
public:
    std::list<Client *> &clients() { return clients_; }

private:
    std::list<Client *> clients_;
};

static Acceptor &acceptor()
{
    static Acceptor only;
    return only;
}

Client *add_client(int fd, int limit)
{
    Client *client = new Client{fd};
    auto &clients = acceptor().clients();
    clients.push_back(client);
    if (fd > limit) {
        clients.remove(client);
        delete client;
        return nullptr;
    }
    return client;
}

void remove_client(Client *client)
{
    acceptor().clients().remove(client);
    delete client;
}
