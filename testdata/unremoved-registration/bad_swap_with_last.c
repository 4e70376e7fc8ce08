// A slot is taken by the last element; one way to end a player frees it and only counts down.
#include <stdlib.h>
#include <string.h>

#define MAX_PLAYERS 32

struct player {
    int slot;
    char name[32];
};

struct game {
    struct player *players[MAX_PLAYERS];
    int count;
};

static struct game game;

static void give_up_slot(struct player *p)
{
    game.count--;
    game.players[p->slot] = game.players[game.count];
    game.players[p->slot]->slot = p->slot;
}

struct player *player_join(const char *name)
{
    struct player *p;

    if (game.count == MAX_PLAYERS)
        return NULL;
    p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->slot = game.count;
    game.players[game.count++] = p; // expect: unremoved-registration[ended] "players"
    if (strlen(name) >= sizeof p->name) {
        free(p);
        return NULL;
    }
    strcpy(p->name, name);
    return p;
}

void player_leave(struct player *p)
{
    give_up_slot(p);
    free(p);
}
