// Closing the document forgets its history.
#include <memory>
#include <vector>

class Document;

class Insert {
public:
    explicit Insert(const std::shared_ptr<Document> &document) : document_(document) {}
    void undo();

private:
    std::shared_ptr<Document> document_;
};

class Document : public std::enable_shared_from_this<Document> {
public:
    void close() { history_.clear(); }
    void insert() { history_.push_back(std::make_unique<Insert>(shared_from_this())); }

private:
    std::vector<std::unique_ptr<Insert>> history_; // emptied by close()
};
