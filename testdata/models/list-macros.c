// Lists that programs copy from each other; of these Debian has Wayland's and PipeWire's.
// package: libwayland-dev libspa-0.2-dev
// flags: -I/usr/include/spa-0.2
#include <spa/utils/hook.h>
#include <spa/utils/list.h>
#include <wayland-server-core.h>
#include <wayland-util.h>

struct conn {
    struct wl_list link;
    struct spa_list item;
    struct spa_hook hook;
};

static struct wl_list g_conns;
static struct spa_list g_items;

void wayland(struct conn *c, struct wl_list *other, struct wl_signal *signal, struct wl_listener *listener)
{
    wl_list_init(&g_conns); // model: clear in=&g_conns
    wl_list_insert(&g_conns, &c->link); // model: register in=&g_conns element=&c->link
    wl_list_insert_list(&g_conns, other); // model: transfer in=other to=&g_conns
    wl_list_remove(&c->link); // model: remove element=&c->link
    wl_signal_add(signal, listener); // model: register in=signal element=listener
}

void pipewire(struct conn *c, struct spa_list *other, struct spa_hook_list *hooks, const void *functions, void *data)
{
    spa_list_init(&g_items); // model: clear in=&g_items
    spa_list_append(&g_items, &c->item); // model: register in=g_items.prev element=&c->item
    spa_list_prepend(&g_items, &c->item); // model: register in=&g_items element=&c->item
    spa_list_insert(&g_items, &c->item); // model: register in=&g_items element=&c->item
    spa_list_insert_list(&g_items, other); // model: transfer in=other to=&g_items
    spa_list_remove(&c->item); // model: remove element=&c->item
    spa_hook_list_append(hooks, &c->hook, functions, data); // model: register in=hooks element=&c->hook
    spa_hook_remove(&c->hook); // model: remove element=&c->hook
}
