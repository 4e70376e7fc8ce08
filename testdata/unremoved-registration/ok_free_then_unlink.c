// The cell is unlinked by value after the element is freed: at the function's end nothing is left.
#include <stdlib.h>
#include <string.h>

#define MAX_TABS 64

struct tab {
    char *title;
};

static struct tab *tabs[MAX_TABS];
static int tab_count;

static void forget(const struct tab *t)
{
    for (int i = 0; i < tab_count; i++) {
        if (tabs[i] == t) {
            memmove(&tabs[i], &tabs[i + 1], (size_t)(tab_count - i - 1) * sizeof tabs[0]);
            tab_count--;
            return;
        }
    }
}

int tab_open(const char *title)
{
    struct tab *t;

    if (tab_count == MAX_TABS || !(t = malloc(sizeof *t)))
        return -1;
    tabs[tab_count++] = t;
    t->title = strdup(title);
    if (!t->title) {
        free(t);
        forget(t);
        return -1;
    }
    return 0;
}

void tab_close(struct tab *t)
{
    free(t->title);
    free(t);
    forget(t);
}
