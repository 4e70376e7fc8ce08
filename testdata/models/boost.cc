// Boost: containers, intrusive lists, multi-index, signals, Asio.
// package: libboost-dev
#include <boost/asio.hpp>
#include <boost/bind/bind.hpp>
#include <boost/circular_buffer.hpp>
#include <boost/container/flat_map.hpp>
#include <boost/container/small_vector.hpp>
#include <boost/intrusive/list.hpp>
#include <boost/intrusive/set.hpp>
#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>
#include <boost/ptr_container/ptr_vector.hpp>
#include <boost/signals2.hpp>
#include <boost/unordered_map.hpp>
#include <memory>

struct Conn : boost::intrusive::list_base_hook<>, boost::intrusive::set_base_hook<> {
    int id = 0;
    bool operator<(const Conn &other) const { return id < other.id; }
    void on_data(int size);
};

using Table = boost::multi_index_container<
    Conn *, boost::multi_index::indexed_by<boost::multi_index::ordered_unique<boost::multi_index::member<Conn, int, &Conn::id>>>>;

static boost::unordered_map<int, Conn *> g_map; // model: none
static boost::container::flat_map<int, Conn *> g_flat; // model: none
static boost::container::small_vector<Conn *, 4> g_small; // model: none
static boost::circular_buffer<Conn *> g_ring(10); // model: transfer in=10 to=&g_ring
static boost::intrusive::list<Conn> g_list; // model: none
static boost::intrusive::set<Conn> g_set; // model: none
static boost::ptr_vector<Conn> g_owned; // model: none
static Table g_table; // model: none

void containers(Conn *c, int id)
{
    g_map[id] = c; // model: lookup in=&g_map key=&id
    g_map.emplace(id, c); // model: register in=&g_map element=&c key=&id
    g_map.erase(id); // model: remove in=&g_map key=&id
    g_map.clear(); // model: clear in=&g_map
    g_flat[id] = c; // model: lookup in=&g_flat key=&id
    g_flat.emplace(id, c); // model: register in=&g_flat element=&c key=&id
    g_flat.erase(id); // model: remove in=&g_flat key=&id
    g_small.push_back(c); // model: register in=&g_small element=&c
    g_small.pop_back(); // model: remove in=&g_small
    g_ring.push_back(c); // model: register in=&g_ring element=&c
    g_ring.pop_front(); // model: remove in=&g_ring
    g_owned.push_back(c); // model: register in=&g_owned element=c
    g_owned.pop_back(); // model: remove in=&g_owned
}

void intrusive(Conn &c)
{
    g_list.push_back(c); // model: register in=&g_list element=&c
    g_list.push_front(c); // model: register in=&g_list element=&c
    g_list.erase(g_list.iterator_to(c)); // model: remove in=&g_list // model: lookup in=&g_list element=&c // model: none
    g_list.pop_front(); // model: remove in=&g_list
    g_list.clear(); // model: clear in=&g_list
    c.boost::intrusive::list_base_hook<>::unlink(); // model: remove element=c
    g_set.insert(c); // model: register in=&g_set element=&c
    g_set.erase(c); // model: remove in=&g_set key=c
}

void tables(Conn *c)
{
    g_table.insert(c); // model: register in=&g_table element=&c key=&c
    g_table.emplace(c); // model: register in=&g_table element=&c
    g_table.get<0>().erase(c->id); // model: alias element=&g_table // model: remove
    g_table.clear(); // model: clear in=&g_table
}

void signals(boost::signals2::signal<void(int)> &signal, Conn *c)
{
    boost::signals2::connection connection = signal.connect(boost::bind(&Conn::on_data, c, boost::placeholders::_1)); // model: callback // model: register in=signal // model: store
    boost::signals2::scoped_connection scoped = signal.connect([c](int size) { c->on_data(size); }); // model: callback // model: register in=signal // model: none // model: store
    connection.disconnect(); // model: remove handle=&connection
    signal.disconnect_all_slots(); // model: clear in=signal
}

void asio(boost::asio::io_context &io, boost::asio::ip::tcp::socket &socket, boost::asio::ip::tcp::acceptor &acceptor,
          boost::asio::steady_timer &timer, std::shared_ptr<Conn> c, boost::asio::mutable_buffer buffer)
{
    boost::asio::post(io, [c] { c->on_data(0); }); // model: callback
    boost::asio::dispatch(io, [c] { c->on_data(0); }); // model: callback
    io.post([c] { c->on_data(0); }); // model: callback
    timer.async_wait([c](const boost::system::error_code &) { c->on_data(0); }); // model: callback
    socket.async_read_some(buffer, [c](const boost::system::error_code &, std::size_t) { c->on_data(0); }); // model: callback
    acceptor.async_accept(socket, [c](const boost::system::error_code &) { c->on_data(0); }); // model: callback
    boost::asio::async_read(socket, buffer, [c](const boost::system::error_code &, std::size_t) { c->on_data(0); }); // model: callback
    boost::asio::async_write(socket, buffer, [c](const boost::system::error_code &, std::size_t) { c->on_data(0); }); // model: callback
    io.run(); // model: wait
}
