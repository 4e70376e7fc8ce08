// Parsing throws on bad input: a unique_ptr with a deleter takes the request out and deletes it.
#include <list>
#include <memory>
#include <stdexcept>
#include <string>

struct Request {
    explicit Request(const std::string &text) : text_(text) {}
    void parse();
    std::string text_;
};

void Request::parse()
{
    if (text_.empty())
        throw std::runtime_error("empty request");
}

static std::list<Request *> active;

static void finish(Request *request)
{
    active.remove(request);
    delete request;
}

void handle(const std::string &text)
{
    Request *request = new Request(text);
    active.push_back(request);
    std::unique_ptr<Request, void (*)(Request *)> guard(request, &finish);
    request->parse();
}
