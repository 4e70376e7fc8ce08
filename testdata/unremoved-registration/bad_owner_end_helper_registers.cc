// attach(), which the constructor calls, puts the node into the loop's list; detach() is never called.
#include <list>

class Loop {
public:
    void attach(class Watcher *w) { watchers_.push_back(w); } // expect: unremoved-registration[owner-end] "watchers_"
    void detach(class Watcher *w) { watchers_.remove(w); }
    void run();

private:
    std::list<Watcher *> watchers_;
};

class Watcher {
public:
    Watcher(Loop &loop, int fd) : loop_(loop), fd_(fd) { attach(); }
    ~Watcher() { fd_ = -1; }
    void poll() { ready_ = fd_ >= 0; }

private:
    void attach() { loop_.attach(this); }

    Loop &loop_;
    int fd_;
    bool ready_ = false;
};

void Loop::run()
{
    for (Watcher *w : watchers_)
        w->poll();
}

void probe(Loop &loop, int fd)
{
    Watcher *w = new Watcher(loop, fd);
    w->poll();
    delete w;
}
