// A command handler lists a subscriber; there is no command, nor anything else, that takes one out.
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <unistd.h>

struct subscriber {
    int fd;
    char *topic;
    TAILQ_ENTRY(subscriber) link;
};

static TAILQ_HEAD(, subscriber) subscribers = TAILQ_HEAD_INITIALIZER(subscribers);

static void cmd_subscribe(int fd, const char *topic)
{
    struct subscriber *s = calloc(1, sizeof *s);

    if (!s)
        return;
    s->fd = fd;
    s->topic = strdup(topic);
    TAILQ_INSERT_TAIL(&subscribers, s, link); // expect-low: unremoved-registration[never] "subscribers"
}

static void cmd_unsubscribe(int fd, const char *topic)
{
    (void)topic;
    write(fd, "bye\n", 4);
}

static void cmd_publish(int fd, const char *topic)
{
    struct subscriber *s;

    (void)fd;
    TAILQ_FOREACH(s, &subscribers, link) {
        if (strcmp(s->topic, topic) == 0)
            write(s->fd, topic, strlen(topic));
    }
}

static const struct command {
    const char *name;
    void (*run)(int fd, const char *argument);
} commands[] = {
    {"SUBSCRIBE", cmd_subscribe},
    {"UNSUBSCRIBE", cmd_unsubscribe},
    {"PUBLISH", cmd_publish},
};

void dispatch(int fd)
{
    char line[256];
    ssize_t n;

    while ((n = read(fd, line, sizeof line - 1)) > 0) {
        line[n] = '\0';
        for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
            size_t length = strlen(commands[i].name);

            if (strncmp(line, commands[i].name, length) == 0)
                commands[i].run(fd, line + length + 1);
        }
    }
}
