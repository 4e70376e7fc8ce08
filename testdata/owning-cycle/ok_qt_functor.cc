// A functor with a context goes with it, and only points to the sender of its signal.
#include <QObject>
#include <memory>

class Transfer : public QObject, public std::enable_shared_from_this<Transfer> {
public:
    void finished();
    void start()
    {
        Transfer *self = this;
        connect(this, &Transfer::finished, this, [self] { self->bytes_ = 0; });
    }

private:
    long bytes_ = 0;
};
