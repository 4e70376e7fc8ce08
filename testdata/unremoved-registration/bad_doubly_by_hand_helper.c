// Helpers link and unlink a hand-written doubly linked list; one failing path only destroys.
#include <stdlib.h>
#include <unistd.h>

struct peer {
    struct peer *next, *prev;
    int fd;
};

static struct peer *first_peer;

static void peer_link(struct peer *p)
{
    p->prev = NULL;
    p->next = first_peer;
    if (first_peer)
        first_peer->prev = p;
    first_peer = p; // expect-step: "first_peer"
}

static void peer_unlink(struct peer *p)
{
    if (p->prev)
        p->prev->next = p->next;
    else
        first_peer = p->next;
    if (p->next)
        p->next->prev = p->prev;
}

static void peer_destroy(struct peer *p)
{
    close(p->fd);
    free(p);
}

int peer_greet(int fd)
{
    struct peer *p = malloc(sizeof *p);

    if (!p)
        return -1;
    p->fd = fd;
    peer_link(p); // expect: unremoved-registration[ended] "first_peer"
    if (write(p->fd, "hi", 2) != 2) {
        peer_destroy(p);
        return -1;
    }
    return 0;
}

void peer_hangup(struct peer *p)
{
    peer_unlink(p);
    peer_destroy(p);
}
