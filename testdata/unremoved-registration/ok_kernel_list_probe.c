// Kernel-style list: a failed probe unlinks the node before the device is freed.
#include <linux/list.h>
#include <stdio.h>
#include <stdlib.h>

struct sensor {
    int bus;
    FILE *port;
    struct list_head node;
};

static LIST_HEAD(sensors);

int sensor_probe(int bus, const char *path)
{
    struct sensor *s = calloc(1, sizeof(*s));
    int err = 0;

    if (!s)
        return -12;
    s->bus = bus;
    list_add_tail(&s->node, &sensors);

    s->port = fopen(path, "r+");
    if (!s->port) {
        err = -19;
        goto out_free;
    }
    return 0;

out_free:
    list_del(&s->node);
    free(s);
    return err;
}

void sensor_remove(struct sensor *s)
{
    list_del(&s->node);
    fclose(s->port);
    free(s);
}
