#pragma once
/* Lists and signals of libwayland-server. */
#include <stddef.h>

struct wl_list {
    struct wl_list *prev;
    struct wl_list *next;
};

void wl_list_init(struct wl_list *list);
void wl_list_insert(struct wl_list *list, struct wl_list *elm);
void wl_list_remove(struct wl_list *elm);

struct wl_listener;
typedef void (*wl_notify_func_t)(struct wl_listener *listener, void *data);

struct wl_listener {
    struct wl_list link;
    wl_notify_func_t notify;
};

struct wl_signal {
    struct wl_list listener_list;
};

static inline void wl_signal_add(struct wl_signal *signal, struct wl_listener *listener)
{
    wl_list_insert(signal->listener_list.prev, &listener->link);
}

#define wl_container_of(ptr, sample, member) ((__typeof__(sample))((char *)(ptr)-offsetof(__typeof__(*sample), member)))

#define wl_list_for_each_safe(pos, tmp, head, member)                                                                             \
    for (pos = wl_container_of((head)->next, pos, member), tmp = wl_container_of((pos)->member.next, tmp, member);                \
         &pos->member != (head); pos = tmp, tmp = wl_container_of(pos->member.next, tmp, member))
