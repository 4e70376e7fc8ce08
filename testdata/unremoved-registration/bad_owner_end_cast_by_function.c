// The object comes as its base; a cast function of the project gives it back as itself. Its end forgets one of two lists.
#include <glib-object.h>
#include <stdlib.h>
#include <wayland-server-core.h>

struct screen {
    GTypeInstance *type;
    struct wl_list by_name, by_age;
};

struct desk {
    struct wl_list named, aged;
};

GType screen_type(void);

static struct screen *as_screen(void *object)
{
    return (struct screen *)g_type_check_instance_cast(object, screen_type());
}

void screen_show(struct desk *desk, void *object)
{
    struct screen *screen = as_screen(object);
    wl_list_insert(&desk->named, &screen->by_name);
    wl_list_insert(&desk->aged, &screen->by_age); // expect-low: unremoved-registration[owner-end] "aged"
}

void screen_free(void *object)
{
    struct screen *screen = as_screen(object);
    wl_list_remove(&screen->by_name);
    free(screen);
}
