// uthash: a device that does not answer is freed inside the table of devices.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <uthash.h>

struct device {
    int address;
    int fd;
    UT_hash_handle hh;
};

static struct device *devices;

struct device *device_probe(int address, const char *path)
{
    struct device *d = calloc(1, sizeof *d);

    if (!d)
        return NULL;
    d->address = address;
    HASH_ADD_INT(devices, address, d); // expect: unremoved-registration[ended] "devices"
    d->fd = open(path, O_RDWR);
    if (d->fd < 0) {
        free(d);
        return NULL;
    }
    return d;
}

void device_detach(int address)
{
    struct device *d;

    HASH_FIND_INT(devices, &address, d);
    if (!d)
        return;
    HASH_DEL(devices, d);
    close(d->fd);
    free(d);
}
