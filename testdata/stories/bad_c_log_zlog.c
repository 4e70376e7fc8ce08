// A zlog category for each request.
#include <stories/story.h>
#include <stories/zlog.h>

static unsigned long requests;

static void serve(int fd)
{
    char line[16] = "", name[40];
    zlog_category_t *log;

    sprintf(name, "req_%lu", requests++);
    log = zlog_get_category(name); // expect: per-object-logger[unique-name] "requests"
    if (recv(fd, line, sizeof line - 1, 0) > 0)
        zlog_info(log, line);
    close(fd);
}

static long live(void)
{
    return story_category_count();
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
