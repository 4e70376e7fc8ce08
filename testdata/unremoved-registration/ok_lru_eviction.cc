// A cache with a limit: the least recently used entry leaves list and map when a new one comes.
#include <list>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unordered_map>

struct Page {
    std::string url, body;
};

class Cache {
public:
    Page *get(const std::string &url);

private:
    static const size_t limit_ = 1000;
    std::list<std::unique_ptr<Page>> pages_;
    std::unordered_map<std::string, Page *> by_url_;
};

static Cache cache;

Page *Cache::get(const std::string &url)
{
    auto it = by_url_.find(url);
    if (it != by_url_.end())
        return it->second;
    if (by_url_.size() >= limit_) {
        by_url_.erase(pages_.back()->url);
        pages_.pop_back();
    }
    pages_.push_front(std::make_unique<Page>(Page{url, ""}));
    by_url_[url] = pages_.front().get();
    return pages_.front().get();
}

void proxy(int fd)
{
    char url[1024];
    ssize_t n;
    while ((n = ::recv(fd, url, sizeof url - 1, 0)) > 0) {
        url[n] = '\0';
        cache.get(url);
    }
}
