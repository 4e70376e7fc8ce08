// The C++ standard library as this machine has it: containers, positions, algorithms, callables, texts.
// package: libstdc++-12-dev
// flags: -std=c++20
#include <algorithm>
#include <any>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <forward_list>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <set>
#include <sstream>
#include <stack>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

struct Conn {
    int id;
    bool operator<(const Conn &other) const { return id < other.id; }
};

static std::vector<Conn *> g_vector;
static std::list<Conn *> g_list;
static std::deque<Conn *> g_deque;
static std::forward_list<Conn *> g_forward;
static std::map<int, Conn *> g_map;
static std::unordered_map<int, Conn *> g_hash;
static std::multimap<int, Conn *> g_multi;
static std::set<Conn *> g_set;
static std::unordered_set<Conn *> g_hashed;

void sequences(Conn *c, std::vector<Conn *> &other)
{
    g_vector.push_back(c); // model: register in=&g_vector element=&c
    g_vector.emplace_back(c); // model: register in=&g_vector element=&c
    g_vector.insert(g_vector.begin(), c); // model: register in=&g_vector element=&c // model: begin in=&g_vector // model: none
    g_vector.erase(g_vector.begin()); // model: remove in=&g_vector // model: begin in=&g_vector // model: none
    g_vector.pop_back(); // model: remove in=&g_vector
    g_vector.resize(3); // model: clear in=&g_vector when arg0=0
    g_vector.swap(other); // model: transfer in=&g_vector to=other
    g_vector.clear(); // model: clear in=&g_vector
    g_list.push_front(c); // model: register in=&g_list element=&c
    g_list.remove(c); // model: remove in=&g_list element=&c
    g_list.remove_if([c](Conn *x) { return x == c; }); // model: callback // model: remove in=&g_list
    g_deque.push_back(c); // model: register in=&g_deque element=&c
    g_deque.pop_front(); // model: remove in=&g_deque
    g_forward.push_front(c); // model: register in=&g_forward element=&c
    g_forward.insert_after(g_forward.before_begin(), c); // model: register in=&g_forward element=&c // model: begin in=&g_forward // model: none
    g_forward.erase_after(g_forward.before_begin()); // model: remove in=&g_forward // model: begin in=&g_forward // model: none
}

void maps(Conn *c, int id)
{
    g_map[id] = c; // model: lookup in=&g_map key=&id
    g_map.insert({id, c}); // model: register in=&g_map // model: store element=&id
    g_map.emplace(id, c); // model: register in=&g_map element=&c key=&id
    g_map.try_emplace(id, c); // model: register in=&g_map element=&c key=&id
    g_map.insert_or_assign(id, c); // model: register in=&g_map element=&c key=&id
    auto at = g_map.find(id); // model: lookup in=&g_map key=&id result=at
    g_map.erase(at); // model: remove in=&g_map key=at
    g_map.erase(id); // model: remove in=&g_map key=&id
    c = g_map.at(id); // model: lookup in=&g_map key=&id // model: throw
    auto node = g_map.extract(id); // model: remove in=&g_map key=&id result=node
    g_hash[id] = c; // model: lookup in=&g_hash key=&id
    g_hash.emplace(id, c); // model: register in=&g_hash element=&c key=&id
    g_hash.erase(id); // model: remove in=&g_hash key=&id
    g_hash.clear(); // model: clear in=&g_hash
    g_multi.insert({id, c}); // model: register in=&g_multi // model: store element=&id
    g_multi.erase(id); // model: remove in=&g_multi key=&id
}

void sets(Conn *c)
{
    g_set.insert(c); // model: register in=&g_set element=&c key=&c
    g_set.emplace(c); // model: register in=&g_set element=&c
    g_set.erase(c); // model: remove in=&g_set key=&c
    g_hashed.insert(c); // model: register in=&g_hashed element=&c key=&c
    g_hashed.erase(c); // model: remove in=&g_hashed key=&c
}

void adapters(std::queue<Conn *> &queue, std::stack<Conn *> &stack, std::priority_queue<Conn *> &heap, Conn *c)
{
    queue.push(c); // model: register in=queue element=&c
    c = queue.front(); // model: lookup in=queue
    queue.pop(); // model: remove in=queue
    stack.push(c); // model: register in=stack element=&c
    c = stack.top(); // model: lookup in=stack
    stack.pop(); // model: remove in=stack
    heap.push(c); // model: register in=heap element=&c
    heap.pop(); // model: remove in=heap
}

void algorithms(Conn *c)
{
    auto at = std::find(g_vector.begin(), g_vector.end(), c); // model: lookup // model: begin in=&g_vector // model: end-mark in=&g_vector
    at = std::find_if(g_vector.begin(), g_vector.end(), [c](Conn *x) { return x == c; }); // model: callback // model: lookup // model: begin in=&g_vector // model: end-mark in=&g_vector
    at = std::remove(g_vector.begin(), g_vector.end(), c); // model: lookup // model: begin in=&g_vector // model: end-mark in=&g_vector
    g_vector.erase(at, g_vector.end()); // model: remove in=&g_vector // model: none // model: end-mark in=&g_vector
    std::erase(g_vector, c); // model: remove in=&g_vector element=&c
    std::erase_if(g_vector, [c](Conn *x) { return x == c; }); // model: callback // model: remove in=&g_vector
    auto entry = g_map.find(1);  // model: lookup in=&g_map
    delete entry->second;        // model: alias element=*&entry
    ++entry;                     // model: step in=&entry
    auto before = entry++;       // model: step in=&entry
    delete (*before).second;     // model: alias element=*&before
    auto hashed = g_hash.find(1); // model: lookup in=&g_hash
    delete hashed->second;       // model: alias element=*&hashed
    auto listed = g_list.begin(); // model: begin in=&g_list result=listed
    delete *listed;              // model: alias element=*&listed
    std::for_each(g_vector.begin(), g_vector.end(), [](Conn *x) { delete x; }); // model: callback // model: begin in=&g_vector // model: end-mark in=&g_vector
}

void holders(Conn *c)
{
    std::optional<Conn *> maybe = c; // model: register in=&maybe element=&c
    maybe.emplace(c); // model: register in=&maybe element=&c
    maybe.reset(); // model: clear in=&maybe
    std::pair<int, Conn *> pair = std::make_pair(1, c); // model: store
    Conn *old = std::exchange(c, nullptr); // model: alias element=&c result=old // model: store
    c = std::move(old);
    std::any any = std::make_any<Conn *>(c); // model: store element=&c to=any
}

void callables(Conn *c)
{
    std::function<void()> f = [c] { c->id = 1; }; // model: store
    f = std::bind(&Conn::operator<, c, *c); // model: store // model: store element=Conn::operator<
    std::thread thread([c] { c->id = 2; }); // model: callback
    thread.join(); // model: none
    auto later = std::async([c] { c->id = 3; }); // model: callback // model: callback function=? data=?
}

void waits(std::mutex &mutex, std::condition_variable &ready)
{
    std::unique_lock<std::mutex> lock(mutex); // model: none
    ready.wait(lock); // model: wait
    ready.wait_for(lock, std::chrono::seconds(1)); // model: wait // model: none
    std::this_thread::sleep_for(std::chrono::seconds(1)); // model: none
}

void texts(int id, const std::string &peer)
{
    std::string name = "conn-" + std::to_string(id); // model: carry to=name from="conn-" // model: carry element=id
    name += peer; // model: carry to=&name from=peer
    name.append(peer); // model: carry to=&name from=peer
    name = peer.substr(1); // model: carry to=&name // model: carry element=peer
    std::ostringstream out; // model: none
    out << "conn-" << id; // model: carry element="conn-" to=&out // model: alias element=&out // model: carry // model: alias
    name = out.str(); // model: carry to=&name // model: carry element=&out
    auto now = std::chrono::system_clock::now(); // model: mint result=now
}
