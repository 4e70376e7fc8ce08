// Abseil's containers and texts: its maps implement their members in bases of their own.
// package: libabsl-dev
#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>
#include <absl/container/node_hash_map.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>

struct Conn {
    int id;
};

static absl::flat_hash_map<int, Conn *> g_flat; // model: none
static absl::node_hash_map<int, Conn *> g_node; // model: none
static absl::flat_hash_set<Conn *> g_set; // model: none
static absl::btree_map<int, Conn *> g_tree; // model: none
static absl::InlinedVector<Conn *, 4> g_inlined; // model: none

void maps(Conn *c, int id)
{
    g_flat[id] = c; // model: lookup in=&g_flat key=&id
    g_flat.insert({id, c}); // model: register in=&g_flat // model: store element=&id
    g_flat.emplace(id, c); // model: register in=&g_flat element=&c key=&id
    g_flat.try_emplace(id, c); // model: register in=&g_flat element=&c key=&id
    g_flat.insert_or_assign(id, c); // model: register in=&g_flat element=&c key=&id
    auto at = g_flat.find(id); // model: lookup in=&g_flat key=&id result=at
    g_flat.erase(id); // model: remove in=&g_flat key=&id
    g_flat.erase(at); // model: remove in=&g_flat key=at
    g_flat.clear(); // model: clear in=&g_flat
    g_node[id] = c; // model: lookup in=&g_node key=&id
    g_node.emplace(id, c); // model: register in=&g_node element=&c key=&id
    g_node.erase(id); // model: remove in=&g_node key=&id
    g_tree[id] = c; // model: lookup in=&g_tree key=&id
    g_tree.emplace(id, c); // model: register in=&g_tree element=&c key=&id
    g_tree.erase(id); // model: remove in=&g_tree key=&id
}

void others(Conn *c)
{
    g_set.insert(c); // model: register in=&g_set element=&c key=&c
    g_set.emplace(c); // model: register in=&g_set element=&c
    g_set.erase(c); // model: remove in=&g_set key=&c
    g_inlined.push_back(c); // model: register in=&g_inlined element=&c
    g_inlined.emplace_back(c); // model: register in=&g_inlined element=&c
    g_inlined.pop_back(); // model: remove in=&g_inlined
    g_inlined.clear(); // model: clear in=&g_inlined
}

void texts(int id, absl::Notification &done)
{
    std::string name = absl::StrCat("conn-", id); // model: carry to=name // model: carry element="conn-" // model: carry element=id
    absl::StrAppend(&name, "-", id); // model: carry to=&name // model: carry element="-" // model: carry element=id
    name = absl::StrFormat("conn-%d", id); // model: carry // model: none
    absl::Time now = absl::Now(); // model: mint result=now
    done.WaitForNotification(); // model: wait
}
