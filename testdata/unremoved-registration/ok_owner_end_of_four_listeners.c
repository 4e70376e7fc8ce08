// A layout object listens to two others through four nodes of its own; its end takes out all of them.
#include <stdlib.h>
#include <wayland-server-core.h>

struct output_layout {
    struct {
        struct wl_signal add, change, destroy;
    } events;
};

struct scene {
    struct wl_signal destroy;
};

struct scene_layout {
    struct scene *scene;
    struct output_layout *layout;
    struct wl_listener layout_add, layout_change, layout_destroy, scene_destroy;
};

static void scene_layout_destroy(struct scene_layout *sl)
{
    wl_list_remove(&sl->layout_add.link);
    wl_list_remove(&sl->layout_change.link);
    wl_list_remove(&sl->layout_destroy.link);
    wl_list_remove(&sl->scene_destroy.link);
    free(sl);
}

static void handle_layout_destroy(struct wl_listener *listener, void *data)
{
    (void)data;
    struct scene_layout *sl = wl_container_of(listener, sl, layout_destroy);
    scene_layout_destroy(sl);
}

static void handle_scene_destroy(struct wl_listener *listener, void *data)
{
    (void)data;
    struct scene_layout *sl = wl_container_of(listener, sl, scene_destroy);
    scene_layout_destroy(sl);
}

static void handle_change(struct wl_listener *listener, void *data)
{
    (void)listener;
    (void)data;
}

int scene_attach_layout(struct scene *scene, struct output_layout *layout)
{
    struct scene_layout *sl = calloc(1, sizeof(*sl));
    if (sl == NULL)
        return 0;
    sl->scene = scene;
    sl->layout = layout;
    sl->layout_add.notify = handle_change;
    wl_signal_add(&layout->events.add, &sl->layout_add);
    sl->layout_change.notify = handle_change;
    wl_signal_add(&layout->events.change, &sl->layout_change);
    sl->layout_destroy.notify = handle_layout_destroy;
    wl_signal_add(&layout->events.destroy, &sl->layout_destroy);
    sl->scene_destroy.notify = handle_scene_destroy;
    wl_signal_add(&scene->destroy, &sl->scene_destroy);
    return 1;
}
