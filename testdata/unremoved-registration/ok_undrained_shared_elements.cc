// The view's vector only refers to documents that the library owns: nothing is left behind with it.
#include <memory>
#include <string>
#include <vector>

struct Document {
    std::string text;
};

static std::vector<std::unique_ptr<Document>> library;

class View {
public:
    void show(Document *d) { shown_.push_back(d); }
    size_t shown() const { return shown_.size(); }

private:
    std::vector<Document *> shown_;
};

size_t show_all()
{
    View *view = new View;
    for (auto &d : library)
        view->show(d.get());
    size_t n = view->shown();
    delete view;
    return n;
}

void add_document(const std::string &text)
{
    library.push_back(std::make_unique<Document>(Document{text}));
}

void close_library()
{
    library.clear();
}
