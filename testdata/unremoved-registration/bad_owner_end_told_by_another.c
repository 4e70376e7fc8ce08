// The client is told by its display that this one ends; the resource stays, and so does the listener in it.
#include <stdlib.h>
#include <wayland-server-core.h>

struct resource {
    struct wl_signal destroy, message;
};

struct display {
    struct wl_signal destroy;
};

struct client {
    struct resource *resource;
    struct wl_listener display_destroy, resource_message;
};

static void client_destroy(struct client *client)
{
    wl_list_remove(&client->display_destroy.link);
    free(client);
}

static void handle_display_destroy(struct wl_listener *listener, void *data)
{
    (void)data;
    struct client *client = wl_container_of(listener, client, display_destroy);
    client_destroy(client);
}

static void handle_message(struct wl_listener *listener, void *data)
{
    (void)listener;
    (void)data;
}

struct client *client_create(struct resource *resource, struct display *display)
{
    struct client *client = calloc(1, sizeof(*client));
    if (client == NULL)
        return NULL;
    client->resource = resource;
    client->display_destroy.notify = handle_display_destroy;
    wl_signal_add(&display->destroy, &client->display_destroy);
    client->resource_message.notify = handle_message;
    wl_signal_add(&client->resource->message, &client->resource_message); // expect: unremoved-registration[owner-end] "resource.message"
    return client;
}
