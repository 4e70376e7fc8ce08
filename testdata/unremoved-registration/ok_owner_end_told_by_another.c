// The client is told by its resource that this one ends: the other list of the resource ends with it.
#include <stdlib.h>
#include <wayland-server-core.h>

struct resource {
    struct wl_signal destroy, message;
};

struct client {
    struct resource *resource;
    struct wl_listener resource_destroy, resource_message;
};

static void client_destroy(struct client *client)
{
    wl_list_remove(&client->resource_destroy.link);
    free(client);
}

static void handle_resource_destroy(struct wl_listener *listener, void *data)
{
    (void)data;
    struct client *client = wl_container_of(listener, client, resource_destroy);
    client_destroy(client);
}

static void handle_message(struct wl_listener *listener, void *data)
{
    (void)listener;
    (void)data;
}

struct client *client_create(struct resource *resource)
{
    struct client *client = calloc(1, sizeof(*client));
    if (client == NULL)
        return NULL;
    client->resource = resource;
    client->resource_destroy.notify = handle_resource_destroy;
    wl_signal_add(&client->resource->destroy, &client->resource_destroy);
    client->resource_message.notify = handle_message;
    wl_signal_add(&client->resource->message, &client->resource_message);
    return client;
}
