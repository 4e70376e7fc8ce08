// A node ends its children first, in a loop over entries; what comes after the loop takes the node itself out.
#include <stdlib.h>
#include <wayland-server-core.h>

struct group {
    struct wl_list members;
};

struct node {
    struct group *group;
    struct {
        int enabled;
        struct wl_list children, link;
    } state;
};

struct node *node_create(struct group *group)
{
    struct node *node = calloc(1, sizeof(*node));
    if (node == NULL)
        return NULL;
    node->group = group;
    wl_list_init(&node->state.children);
    wl_list_insert(group->members.prev, &node->state.link);
    return node;
}

void node_hide(struct node *node)
{
    if (node->state.enabled)
        wl_list_remove(&node->state.link);
    node->state.enabled = 0;
}

static void node_finish(struct node *node)
{
    struct node *child, *next;
    wl_list_for_each_safe(child, next, &node->state.children, state.link)
        child->group = NULL;
    wl_list_remove(&node->state.link);
    node->state.enabled = 0;
}

void node_destroy(struct node *node)
{
    node_finish(node);
    free(node);
}
