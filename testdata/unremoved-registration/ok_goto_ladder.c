// The error ladder has a rung that unlists, and the last failing step jumps to it.
#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>

struct device {
    FILE *config, *data;
    TAILQ_ENTRY(device) link;
};

static TAILQ_HEAD(, device) devices = TAILQ_HEAD_INITIALIZER(devices);

struct device *device_open(const char *config, const char *data)
{
    struct device *d = calloc(1, sizeof *d);

    if (!d)
        goto fail;
    d->config = fopen(config, "r");
    if (!d->config)
        goto fail_free;
    TAILQ_INSERT_TAIL(&devices, d, link);
    if (fseek(d->config, 0, SEEK_END) < 0)
        goto fail_unlist;
    d->data = fopen(data, "r+");
    if (!d->data)
        goto fail_unlist;
    return d;

fail_unlist:
    TAILQ_REMOVE(&devices, d, link);
    fclose(d->config);
fail_free:
    free(d);
fail:
    return NULL;
}

void device_close(struct device *d)
{
    TAILQ_REMOVE(&devices, d, link);
    fclose(d->data);
    fclose(d->config);
    free(d);
}
