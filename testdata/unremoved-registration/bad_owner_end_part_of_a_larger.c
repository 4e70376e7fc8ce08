// The list links a part of the object; who ends the whole takes it out only when some other pointer is set.
#include <stddef.h>
#include <stdlib.h>

struct node {
    struct node *next, *prev;
};

static inline void node_insert(struct node *list, struct node *node)
{
    node->prev = list;
    node->next = list->next;
    list->next = node;
    node->next->prev = node;
}

static inline void node_remove(struct node *node)
{
    node->prev->next = node->next;
    node->next->prev = node->prev;
}

struct context {
    struct node plugins;
};

struct plugin {
    struct node link;
    void *global;
};

struct impl {
    int version;
    struct plugin plugin;
};

void *global_new(struct plugin *plugin);
void global_free(void *global);

struct plugin *plugin_load(struct context *context)
{
    struct impl *impl = calloc(1, sizeof(*impl));
    if (impl == NULL)
        return NULL;
    struct plugin *plugin = &impl->plugin;
    node_insert(&context->plugins, &plugin->link); // expect-low: unremoved-registration[owner-end] "context.plugins"
    plugin->global = global_new(plugin);
    return plugin;
}

void plugin_free(struct plugin *plugin)
{
    struct impl *impl = (struct impl *)((char *)plugin - offsetof(struct impl, plugin));
    if (plugin->global != NULL) {
        node_remove(&plugin->link);
        global_free(plugin->global);
    }
    free(impl);
}
