// Every channel is in a list and in a table by number; the failing path takes it out of both.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>
#include <uthash.h>

struct channel {
    int number;
    int fds[2];
    LIST_ENTRY(channel) link;
    UT_hash_handle hh;
};

static LIST_HEAD(, channel) channel_list = LIST_HEAD_INITIALIZER(channel_list);
static struct channel *channel_table;

int channel_open(int number)
{
    struct channel *ch = calloc(1, sizeof *ch);

    if (!ch)
        return -1;
    ch->number = number;
    LIST_INSERT_HEAD(&channel_list, ch, link);
    HASH_ADD_INT(channel_table, number, ch);
    if (pipe(ch->fds) < 0) {
        HASH_DEL(channel_table, ch);
        LIST_REMOVE(ch, link);
        free(ch);
        return -1;
    }
    return 0;
}

void channel_close(struct channel *ch)
{
    HASH_DEL(channel_table, ch);
    LIST_REMOVE(ch, link);
    close(ch->fds[0]);
    close(ch->fds[1]);
    free(ch);
}
