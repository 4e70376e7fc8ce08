// Opening the log may throw after the node was put into its bucket: it is in the bucket as it should be.
#include <deque>
#include <memory>
#include <stdexcept>
#include <string>

struct Node {
    int id;
};

class Log {
public:
    static Log &get()
    {
        static bool is_open = open();
        if (!is_open)
            throw std::runtime_error("log: cannot be opened");
        static Log log;
        return log;
    }
    void debug(const std::string &text);

private:
    static bool open();
};

class Bucket {
public:
    bool add(const std::shared_ptr<Node> &node)
    {
        if (nodes_.size() >= 8)
            nodes_.erase(nodes_.begin());
        nodes_.push_back(node);
        return true;
    }

private:
    std::deque<std::shared_ptr<Node>> nodes_;
};

class Table {
public:
    bool add(const std::shared_ptr<Node> &node)
    {
        if (bucket_->add(node)) {
            Log::get().debug("added");
            return true;
        }
        return false;
    }

private:
    std::unique_ptr<Bucket> bucket_;
};

static Table table;

bool add_node(const std::shared_ptr<Node> &node)
{
    return table.add(node);
}
