// The body of the trie says nothing, its functions' names do: a session is put in, and never deleted.
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct trie {
    unsigned char *bytes;
    size_t used, size;
};

struct session {
    int fd;
};

static struct trie *sessions;

static int trie_insert(struct trie *trie, const char *key, size_t length, void *data)
{
    uintptr_t bits = (uintptr_t)data | 1;
    if (trie->used + length + sizeof bits > trie->size)
        return 0;
    memcpy(trie->bytes + trie->used, key, length);
    memcpy(trie->bytes + trie->used + length, &bits, sizeof bits);
    trie->used += length + sizeof bits;
    return 1;
}

int trie_delete(struct trie *trie, const char *key, size_t length)
{
    if (trie->used < length || memcmp(trie->bytes, key, length) != 0)
        return 0;
    memset(trie->bytes, 0, length);
    return 1;
}

static void serve(int fd)
{
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return;
    session->fd = fd;
    trie_insert(sessions, (const char *)&fd, sizeof fd, session); // expect-low: unremoved-registration[ended] "sessions"
    if (fd == 0) {
        free(session);
        return;
    }
}

int main(void)
{
    struct pollfd in = {.fd = 0, .events = POLLIN};
    while (poll(&in, 1, -1) > 0)
        serve(in.fd);
    return 0;
}
