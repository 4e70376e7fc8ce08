// The destructor takes the object out: every early return and every exception ends in it.
#include <set>
#include <stdexcept>

class Transaction {
public:
    Transaction() { open_.insert(this); }
    ~Transaction() { open_.erase(this); }
    void apply(int amount)
    {
        if (amount < 0)
            throw std::invalid_argument("amount");
        total_ += amount;
    }
    int total() const { return total_; }
    static size_t open() { return open_.size(); }

private:
    int total_ = 0;
    static std::set<Transaction *> open_;
};

std::set<Transaction *> Transaction::open_;

int book(const int *amounts, int n)
{
    Transaction transaction;
    for (int i = 0; i < n; i++) {
        if (amounts[i] == 0)
            return -1;
        transaction.apply(amounts[i]);
    }
    return transaction.total();
}
