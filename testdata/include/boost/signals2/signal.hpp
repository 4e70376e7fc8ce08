#pragma once
#include <functional>
#include <memory>
namespace boost {
namespace signals2 {
class connection {
public:
    connection() noexcept;
    connection(const connection &other);
    connection &operator=(const connection &other);
    ~connection();
    void disconnect() const;
    bool connected() const;
};
class scoped_connection : public connection {
public:
    scoped_connection() noexcept;
    scoped_connection(const connection &other) noexcept;
    scoped_connection &operator=(const connection &other);
    ~scoped_connection();
};
template <class S> class slot {
public:
    template <class F> slot(const F &) {}
    template <class T> slot &track_foreign(const std::shared_ptr<T> &tracked);
};
template <class S> class signal;
template <class R, class... P> class signal<R(P...)> {
public:
    using slot_type = slot<R(P...)>;
    signal();
    ~signal();
    connection connect(const slot_type &subscriber);
    void disconnect_all_slots();
    R operator()(P... args);
};
} // namespace signals2
} // namespace boost
