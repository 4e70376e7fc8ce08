// One bit decides whether the peer is listed, but another one whether the failing path takes it out.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

enum { PEER_INCOMING = 1, PEER_BUSY = 2, PEER_LISTED = 4 };

struct peer {
    int fd;
    unsigned flags;
    TAILQ_ENTRY(peer) entry;
};

static TAILQ_HEAD(, peer) incoming = TAILQ_HEAD_INITIALIZER(incoming);

int peer_init(struct peer *peer, char *scratch)
{
    peer->flags |= PEER_BUSY;
    if (peer->flags & PEER_INCOMING)
        TAILQ_INSERT_TAIL(&incoming, peer, entry); // expect: unremoved-registration[ended] "incoming"
    if (write(peer->fd, scratch, 1) != 1) {
        if (peer->flags & PEER_LISTED)
            TAILQ_REMOVE(&incoming, peer, entry);
        free(peer);
        return -1;
    }
    peer->flags &= ~PEER_BUSY;
    return 0;
}

void peer_end(struct peer *peer)
{
    if (peer->flags & PEER_INCOMING)
        TAILQ_REMOVE(&incoming, peer, entry);
    close(peer->fd);
    free(peer);
}
