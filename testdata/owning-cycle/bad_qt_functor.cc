// A functor lives as long as the sender of its signal, which it owns.
#include <QObject>
#include <memory>

class Transfer : public QObject, public std::enable_shared_from_this<Transfer> {
public:
    void finished();
    void start()
    {
        auto self = shared_from_this();
        connect(this, &Transfer::finished, [self] { self->bytes_ = 0; }); // expect: owning-cycle[capture] "Transfer"
    }

private:
    long bytes_ = 0;
};
