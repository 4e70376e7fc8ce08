// A download is in two maps by the same id; finishing it erases from one and deletes it.
#include <map>
#include <string>

struct Download {
    int id;
    std::string url;
    long left;
};

class Downloads {
public:
    void start(int id, const std::string &url, long size);
    void finish(int id);
    int stalled() const;

private:
    std::map<int, Download *> all_;
    std::map<int, Download *> active_;
};

static Downloads downloads;

void Downloads::start(int id, const std::string &url, long size)
{
    Download *d = new Download{id, url, size};
    all_[id] = d;
    active_[id] = d; // expect: unremoved-registration[owner-end] "active_"
}

void Downloads::finish(int id)
{
    auto it = all_.find(id);
    if (it == all_.end())
        return;
    Download *d = it->second;
    all_.erase(it);
    delete d;
}

int Downloads::stalled() const
{
    int n = 0;
    for (auto &[id, d] : active_)
        n += d->left > 0;
    return n;
}

void start_download(int id, const std::string &url)
{
    downloads.start(id, url, 1000);
}

void finish_download(int id)
{
    downloads.finish(id);
}
