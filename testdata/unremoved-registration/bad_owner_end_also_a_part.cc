// Every signaler is attached to a mailbox, and detached without being taken out of its list.
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
    void wake() { ++woken_; }
    void add(Signaler *signaler) { signalers_.push_back(signaler); } // expect: unremoved-registration[owner-end] "signalers_"
    void remove(Signaler *signaler)
    {
        auto it = std::find(signalers_.begin(), signalers_.end(), signaler);
        if (it != signalers_.end())
            signalers_.erase(it);
    }

private:
    int woken_ = 0;
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
    mailbox.wake();
    delete signaler;
}

void close_mailbox(Mailbox *mailbox)
{
    delete mailbox;
}
