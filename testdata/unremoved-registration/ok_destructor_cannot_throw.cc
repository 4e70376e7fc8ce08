// An exception never leaves a destructor: the process would end. The statistics stay on purpose.
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
    explicit Download(const std::shared_ptr<Statistics> &statistics) : statistics_(statistics) {}
    ~Download()
    {
        history.keep(statistics_);
        flush(statistics_->bytes);
    }

private:
    void flush(long bytes)
    {
        if (bytes < 0)
            throw std::runtime_error("download: negative size");
    }
    std::shared_ptr<Statistics> statistics_;
};

void purge(const std::shared_ptr<Statistics> &statistics)
{
    history.forget(statistics);
}

void download(const std::shared_ptr<Statistics> &statistics)
{
    Download download(statistics);
}
