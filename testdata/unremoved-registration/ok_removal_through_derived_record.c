// Requests derive from a base by beginning with its fields; what unlinks them does so through the derived record; so does the failing start.
#include <linux/list.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_FIELDS                                                                                                            \
    int type;                                                                                                                     \
    struct list_head active;

struct request {
    REQUEST_FIELDS
};

struct write_request {
    REQUEST_FIELDS
    char *buffer;
};

struct loop {
    struct list_head active;
};

static void request_begin(struct loop *loop, struct request *request, int type)
{
    request->type = type;
    list_add_tail(&request->active, &loop->active);
}

int write_start(struct loop *loop, struct write_request *request, const char *text, size_t length)
{
    request_begin(loop, (struct request *)request, 2);
    request->buffer = malloc(length);
    if (request->buffer == NULL) {
        list_del(&request->active);
        return -1;
    }
    memcpy(request->buffer, text, length);
    return 0;
}

void write_done(struct write_request *request)
{
    list_del(&request->active);
    free(request->buffer);
    request->buffer = NULL;
}
