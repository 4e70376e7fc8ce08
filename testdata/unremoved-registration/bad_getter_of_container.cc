// The list is reached through getters that give references: a refused client is deleted in it.
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
    clients.push_back(client); // expect: unremoved-registration[ended] "clients_"
    if (fd > limit) {
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
