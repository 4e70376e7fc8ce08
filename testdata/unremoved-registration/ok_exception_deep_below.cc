// The peer is stored; writing the log may throw, three calls below: not what anybody undoes an entry for.
#include <deque>
#include <memory>
#include <stdexcept>

class Log {
public:
    static Log &instance()
    {
        static Log log;
        log.reopen();
        return log;
    }
    void line(const char *text);

private:
    void reopen() { check(lines_++); }
    void check(int lines)
    {
        if (lines < 0)
            throw std::runtime_error("log: too many lines");
    }
    int lines_ = 0;
};

struct Peer {
    int port;
};

class Storage {
public:
    void add(const std::shared_ptr<Peer> &peer)
    {
        peers_.push_front(peer);
        Log::instance().line("peer added");
    }
    std::shared_ptr<Peer> take()
    {
        std::shared_ptr<Peer> peer = peers_.front();
        peers_.pop_front();
        return peer;
    }

private:
    std::deque<std::shared_ptr<Peer>> peers_;
};

static Storage storage;

void on_peer(const std::shared_ptr<Peer> &peer)
{
    storage.add(peer);
}

std::shared_ptr<Peer> next_peer()
{
    return storage.take();
}
