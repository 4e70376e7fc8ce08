// A field called `first` that is set to the only object there is makes no list; and when that object is freed the program ends.
#include <stdlib.h>

struct config {
    struct config *next;
    char *url;
};

struct global {
    struct config *first, *last;
    int verbose;
};

static struct global globals;

int globals_init(const char *home)
{
    struct config *config = calloc(1, sizeof *config);

    if (!config)
        return 1;
    globals.first = globals.last = config;
    if (!home) {
        free(config);
        return 2;
    }
    return 0;
}

void globals_free(void)
{
    struct config *config = globals.first;

    while (config) {
        struct config *next = config->next;

        free(config->url);
        free(config);
        config = next;
    }
    globals.first = globals.last = NULL;
}
