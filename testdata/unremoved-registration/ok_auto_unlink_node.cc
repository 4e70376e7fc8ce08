// The node's destructor unlinks it from whichever list it is in.
#include <unistd.h>

class Node {
public:
    Node() : next_(this), prev_(this) {}
    ~Node() { unlink(); }
    void insert_after(Node &head)
    {
        next_ = head.next_;
        prev_ = &head;
        head.next_->prev_ = this;
        head.next_ = this;
    }
    void unlink()
    {
        next_->prev_ = prev_;
        prev_->next_ = next_;
        next_ = prev_ = this;
    }

private:
    Node *next_, *prev_;
};

static Node jobs;

struct Job : Node {
    explicit Job(int fd) : fd(fd) {}
    int fd;
};

bool submit(int fd)
{
    Job *job = new Job(fd);
    job->insert_after(jobs);
    if (::write(fd, "job", 3) != 3) {
        delete job;
        return false;
    }
    return true;
}
