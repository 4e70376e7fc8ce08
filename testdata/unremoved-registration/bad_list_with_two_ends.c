// A list made by hand with a beginning and an end, two fields of its owner: what is found at the beginning is freed where it is.
#include <stdlib.h>

struct packet {
    struct packet *next;
    size_t length, sent;
};

struct peer {
    int fd;
    struct packet *out;
    struct packet *out_last;
};

void peer_queue(struct peer *peer, size_t length)
{
    struct packet *packet = calloc(1, sizeof *packet);
    packet->length = length;
    if (peer->out != NULL)
        peer->out_last->next = packet; // expect: unremoved-registration[owner-end] "peer.out"
    else
        peer->out = packet;
    peer->out_last = packet;
}

void peer_sent(struct peer *peer, size_t count)
{
    struct packet *packet = peer->out;
    if (packet == NULL)
        return;
    packet->sent += count;
    if (packet->sent < packet->length)
        return;
    if (peer->out == NULL)
        peer->out_last = NULL;
    free(packet);
} // expect-step: "leaves here, still registered"

void peer_forget(struct peer *peer)
{
    while (peer->out != NULL) {
        struct packet *packet = peer->out;
        peer->out = packet->next;
        free(packet);
    }
    peer->out_last = NULL;
}
