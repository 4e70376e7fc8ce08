// Every datagram leaves a record in a list that is only ever read.
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

struct record {
    size_t length;
    struct record *next;
};

static struct record *records;

static void note(size_t length)
{
    struct record *r = malloc(sizeof *r);

    if (!r)
        return;
    r->length = length;
    r->next = records;
    records = r; // expect-low: unremoved-registration[never] "records"
}

static void write_statistics(FILE *out)
{
    size_t sum = 0;

    for (struct record *r = records; r; r = r->next)
        sum += r->length;
    fprintf(out, "%zu\n", sum);
}

void run(int fd, FILE *out)
{
    char packet[2048];

    for (;;) {
        ssize_t n = recv(fd, packet, sizeof packet, 0);

        if (n < 0)
            return;
        note((size_t)n);
        if (n == 0)
            write_statistics(out);
    }
}
