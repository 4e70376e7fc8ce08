// What lies in an `any` is owned as well: the request keeps its context, which has the request as user data.
#include <any>
#include <memory>

class Request;

struct Context {
    std::any user_data;
};

class Request : public std::enable_shared_from_this<Request> {
public:
    void attach()
    {
        context_ = std::make_shared<Context>();
        context_->user_data = shared_from_this(); // expect: owning-cycle[stored] "Context::user_data"
    }

private:
    std::shared_ptr<Context> context_;
};
