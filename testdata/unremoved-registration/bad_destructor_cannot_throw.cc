// The same in a method that may throw: statistics of a download that is refused stay in the history.
#include <list>
#include <memory>
#include <stdexcept>

struct Statistics {
    long bytes = 0;
};

class History {
public:
    void keep(const std::shared_ptr<Statistics> &statistics) { kept_.push_back(statistics); }
    void forget(const std::shared_ptr<Statistics> &statistics) { kept_.remove(statistics); }

private:
    std::list<std::shared_ptr<Statistics>> kept_;
};

static History history;

class Download {
public:
    void finish(const std::shared_ptr<Statistics> &statistics)
    {
        history.keep(statistics); // expect: unremoved-registration[exit] "kept_"
        flush(statistics->bytes);
    }

private:
    void flush(long bytes)
    {
        if (bytes < 0)
            throw std::runtime_error("download: negative size");
    }
};

void purge(const std::shared_ptr<Statistics> &statistics)
{
    history.forget(statistics);
}

void download(const std::shared_ptr<Statistics> &statistics)
{
    Download download;
    download.finish(statistics);
}
