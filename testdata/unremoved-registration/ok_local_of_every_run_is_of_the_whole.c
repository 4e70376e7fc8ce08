// A tool: main() calls run() once and returns what it says; the listener on its stack ends with the process.
#include <stdlib.h>
#include <wayland-server-core.h>

struct display {
    struct wl_signal destroy;
    int fd;
};

static struct display *connect_display(void)
{
    static struct display display;
    wl_list_init(&display.destroy.listener_list);
    return &display;
}

int wait_for(int fd);

static int run(void)
{
    struct wl_listener listener = {0};
    struct display *display = connect_display();

    wl_signal_add(&display->destroy, &listener);
    if (wait_for(display->fd) < 0)
        return 1;
    return 0;
}

int main(void)
{
    return run();
}
