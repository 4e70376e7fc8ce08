// The stream that failed is only rid of its descriptor; the player is freed and still listens.
#include <linux/list.h>
#include <stdlib.h>

struct spa_hook {
    struct list_head link;
    void (*removed)(struct spa_hook *hook);
};

struct spa_hook_list {
    struct list_head list;
};

void spa_hook_list_append(struct spa_hook_list *list, struct spa_hook *hook, const void *events, void *data);
void spa_hook_remove(struct spa_hook *hook);

struct stream {
    struct spa_hook_list listeners;
    int fd;
};

struct player {
    struct stream *stream;
    struct spa_hook hook;
};

int stream_ready(int fd);

static void stream_close(struct stream *stream)
{
    stream->fd = -1;
}

struct player *player_new(struct stream *stream, int fd)
{
    struct player *player = calloc(1, sizeof *player);

    if (player == NULL)
        return NULL;
    player->stream = stream;
    spa_hook_list_append(&stream->listeners, &player->hook, NULL, player); // expect: unremoved-registration[ended] "listeners"
    if (stream_ready(fd) < 0) {
        stream_close(stream);
        free(player);
        return NULL;
    }
    return player;
}

void player_free(struct player *player)
{
    spa_hook_remove(&player->hook);
    free(player);
}
