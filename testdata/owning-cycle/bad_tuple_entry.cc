// A queue of tuples: number, text, and who is to be told, which is the owner of the queue.
#include <memory>
#include <string>
#include <tuple>
#include <vector>

class Printer : public std::enable_shared_from_this<Printer> {
public:
    void enqueue(const std::string &text)
    {
        jobs_.emplace_back(next_++, text, shared_from_this()); // expect: owning-cycle[stored] "Printer::jobs_"
    }

private:
    std::vector<std::tuple<int, std::string, std::shared_ptr<Printer>>> jobs_;
    int next_ = 0;
};
