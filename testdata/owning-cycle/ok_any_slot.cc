// A plain pointer in the `any`: the request outlives its context.
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
        context_->user_data = this;
    }

private:
    std::shared_ptr<Context> context_;
};
