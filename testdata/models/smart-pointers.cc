// Allocation functions, std's and Boost's smart pointers: what they hold, what they give away.
// package: libstdc++-12-dev libboost-dev
// flags: -std=c++20
#include <boost/intrusive_ptr.hpp>
#include <boost/make_shared.hpp>
#include <boost/shared_ptr.hpp>
#include <boost/weak_ptr.hpp>
#include <memory>

struct Conn : std::enable_shared_from_this<Conn> { // model: none
    int id = 0;
    int count = 0;
    std::shared_ptr<Conn> self() { return shared_from_this(); } // model: hold element=this
    std::weak_ptr<Conn> weak() { return weak_from_this(); } // model: alias element=this
};
struct Derived : Conn {};

void intrusive_ptr_add_ref(Conn *c);
void intrusive_ptr_release(Conn *c);

void shared(Conn *raw, std::shared_ptr<Conn> &other)
{
    auto a = std::make_shared<Conn>(); // model: alloc result=a
    std::shared_ptr<Conn> b(raw); // model: store element=raw to=&b
    b.reset(raw); // model: release element=*&b // model: store element=raw to=&b
    b.reset(); // model: release element=*&b
    b = other;
    b.swap(other); // model: transfer in=&b to=other
    raw = b.get();
    auto d = std::static_pointer_cast<Derived>(b); // model: alias element=&b result=d
    d = std::dynamic_pointer_cast<Derived>(b); // model: alias element=&b
}

void weak(std::shared_ptr<Conn> &c)
{
    std::weak_ptr<Conn> w(c); // model: store element=c to=&w
    w = c; // model: store element=c to=&w
    auto locked = w.lock(); // model: alias element=*&w result=locked
    w.reset(); // model: pure
}

void unique(Conn *raw)
{
    auto a = std::make_unique<Conn>(); // model: alloc result=a
    std::unique_ptr<Conn> b(raw); // model: store element=raw to=&b
    raw = b.release(); // model: alias element=*&b result=raw
    b.reset(raw); // model: end element=*&b // model: store element=raw to=&b
    b.reset(); // model: end element=*&b
    raw = a.get();
}

void boosts(Conn *raw)
{
    auto a = boost::make_shared<Conn>(); // model: alloc result=a
    boost::shared_ptr<Conn> b(raw); // model: store element=raw to=&b
    b.reset(); // model: release element=*&b
    boost::weak_ptr<Conn> w(a); // model: store element=&a to=&w
    auto locked = w.lock(); // model: alias element=*&w result=locked
    boost::intrusive_ptr<Conn> i(raw); // model: hold element=raw // model: store element=raw to=&i
    i.reset(); // model: release element=*&i
    raw = i.detach(); // model: alias element=*&i result=raw
}
