// The node's release callback takes one of its two hooks out of what it listens to; the owner frees the node's memory.
#include <linux/list.h>
#include <stdlib.h>

struct events {
    void (*ready)(void *data);
    void (*release)(void *data);
};

struct peer {
    struct list_head listeners;
};

struct clock_source {
    struct list_head ticking;
};

struct node {
    struct list_head on_peer;
    struct list_head on_clock;
    int ticks;
};

void node_listen(struct node *n, struct peer *peer)
{
    list_add_tail(&n->on_peer, &peer->listeners);
}

void node_tick(struct node *n, struct clock_source *clock)
{
    list_add_tail(&n->on_clock, &clock->ticking); // expect-low: unremoved-registration[owner-end] "ticking"
}

static void node_ready(void *data)
{
    struct node *n = data;

    n->ticks = 0;
}

static void node_release(void *data)
{
    struct node *n = data;

    list_del(&n->on_peer);
    n->ticks = -1;
}

const struct events node_events = {.ready = node_ready, .release = node_release};
