// The destructor deletes the entries of its own member; the member goes with it.
#include <vector>

struct Address {
    int port;
};

class Directory {
public:
    ~Directory();
    void add(int port);
    void drop_last();

private:
    std::vector<Address *> addresses_;
};

void Directory::add(int port)
{
    Address *address = new Address{port};
    addresses_.push_back(address);
}

void Directory::drop_last()
{
    delete addresses_.back();
    addresses_.pop_back();
}

Directory::~Directory()
{
    for (Address *address : addresses_)
        delete address;
}
