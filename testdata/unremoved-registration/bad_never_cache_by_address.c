// Each peer address gets an entry in a table with no limit and no expiry; peers come from the whole internet.
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <uthash.h>

#define MAX_PEERS 10000

struct peer {
    unsigned address;
    unsigned long bytes;
    UT_hash_handle hh;
};

static struct peer *peers;

static struct peer *peer_find(unsigned address)
{
    struct peer *p;

    HASH_FIND(hh, peers, &address, sizeof address, p);
    if (p)
        return p;
    p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->address = address;
    HASH_ADD(hh, peers, address, sizeof address, p); // expect-low: unremoved-registration[never] "peers"
    return p;
}

void receive(int fd)
{
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    char packet[1500];

    for (;;) {
        ssize_t n = recvfrom(fd, packet, sizeof packet, 0, (struct sockaddr *)&from, &length);
        struct peer *p;

        if (n < 0)
            return;
        p = peer_find(from.sin_addr.s_addr);
        if (p)
            p->bytes += (unsigned long)n;
    }
}
