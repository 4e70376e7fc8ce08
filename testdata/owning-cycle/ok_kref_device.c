// A port lives as long as its hub has it: no reference back.
#include <stdlib.h>

struct kref {
    int refcount;
};
void kref_init(struct kref *kref);
void kref_get(struct kref *kref);
int kref_put(struct kref *kref, void (*release)(struct kref *kref));

struct port;
struct hub {
    struct kref kref;
    struct port *first;
};
struct port {
    struct kref kref;
    struct hub *hub;
};

void port_release(struct kref *kref)
{
    struct port *port = (struct port *)kref;
    free(port);
}

static void hub_release(struct kref *kref)
{
    struct hub *hub = (struct hub *)kref;
    kref_put(&hub->first->kref, port_release);
    free(hub);
}

void hub_attach(struct hub *hub, struct port *port)
{
    kref_get(&port->kref);
    hub->first = port;
    port->hub = hub;
}
