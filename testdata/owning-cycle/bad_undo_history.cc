// Each command in a document's history owns the document, to be able to undo.
#include <memory>
#include <vector>

class Document;

class Insert {
public:
    explicit Insert(const std::shared_ptr<Document> &document) : document_(document) {} // expect: owning-cycle[stored] "Insert::document_"
    void undo();

private:
    std::shared_ptr<Document> document_;
};

class Document : public std::enable_shared_from_this<Document> {
public:
    void insert() { history_.push_back(std::make_unique<Insert>(shared_from_this())); }

private:
    std::vector<std::unique_ptr<Insert>> history_;
};
