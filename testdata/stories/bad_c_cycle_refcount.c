/* A connection owns its parser, the parser takes a reference to the connection: the count never reaches zero. */
#include <stdlib.h>
#include <stories/story.h>
#include <string.h>

static long conns;

struct parser;
struct conn {
    int refs, fd;
    struct parser *parser;
};
struct parser {
    int refs;
    struct conn *conn;
};

static struct conn *conn_ref(struct conn *c)
{
    c->refs++;
    return c;
}

static void conn_unref(struct conn *c);

static void parser_unref(struct parser *p)
{
    if (--p->refs > 0)
        return;
    conn_unref(p->conn);
    free(p);
}

static struct parser *parser_ref(struct parser *p)
{
    p->refs++;
    return p;
}

static void conn_unref(struct conn *c)
{
    if (--c->refs > 0)
        return;
    if (c->parser != NULL)
        parser_unref(c->parser);
    conns--;
    free(c);
}

static void attach(struct conn *c, struct parser *p)
{
    p->conn = conn_ref(c); // expect-step: "'parser::conn' holds 'conn'"
    c->parser = parser_ref(p); // expect: owning-cycle[refcount] "conn::parser"
}

static void serve(int fd)
{
    struct conn *c = calloc(1, sizeof *c);
    struct parser *p = calloc(1, sizeof *p);
    char line[16] = "";

    if (c == NULL || p == NULL)
        abort();
    c->refs = p->refs = 1;
    c->fd = fd;
    conns++;
    attach(c, p);
    parser_unref(p);
    if (recv(c->fd, line, sizeof line - 1, 0) > 0 && strcmp(line, "GOOD\n") == 0)
        send(c->fd, "OK\n", 3, 0);
    close(c->fd);
    conn_unref(c);
}

static long live(void)
{
    return conns;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
