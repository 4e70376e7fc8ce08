// Whoever attaches a signaler detaches it; each box has a signaler of its own, which ends with it and is in no list.
#include <algorithm>
#include <unistd.h>
#include <vector>

class Signaler {
public:
    explicit Signaler(int fd) : fd_(fd) {}
    ~Signaler() { ::close(fd_); }

private:
    int fd_;
};

class Mailbox {
public:
    explicit Mailbox(int fd) : own_(fd) {}
    void add(Signaler *signaler) { signalers_.push_back(signaler); }
    void remove(Signaler *signaler)
    {
        auto it = std::find(signalers_.begin(), signalers_.end(), signaler);
        if (it != signalers_.end())
            signalers_.erase(it);
    }

private:
    Signaler own_;
    std::vector<Signaler *> signalers_;
};

Signaler *attach(Mailbox &mailbox, int fd)
{
    Signaler *signaler = new Signaler(fd);
    mailbox.add(signaler);
    return signaler;
}

void detach(Mailbox &mailbox, Signaler *signaler)
{
    mailbox.remove(signaler);
    delete signaler;
}

void close_mailbox(Mailbox *mailbox)
{
    delete mailbox;
}
