// The tuple has a weak pointer to the printer.
#include <memory>
#include <string>
#include <tuple>
#include <vector>

class Printer : public std::enable_shared_from_this<Printer> {
public:
    void enqueue(const std::string &text)
    {
        jobs_.emplace_back(next_++, text, weak_from_this());
    }

private:
    std::vector<std::tuple<int, std::string, std::weak_ptr<Printer>>> jobs_;
    int next_ = 0;
};
