// A configuration is put at the front of the list and freed when it has no home.
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
    config->next = globals.first;
    globals.first = config; // expect: unremoved-registration[ended] "globals"
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
