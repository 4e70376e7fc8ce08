#include "conn.h"

static struct conn *conns;

struct conn *conn_first(void)
{
    struct conn *c = conns;
    if (c != NULL)
        conns = c->next;
    return c;
}

int plain(struct conn *c)
{
    c->next = conns;
    conns = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int trailing(struct conn *c)
{
    c->next = conns;
    conns = c; // linger:allow(unremoved-registration) trailing
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int above(struct conn *c)
{
    c->next = conns;
    /* linger:allow(unremoved-registration, owning-cycle) a block
     * of two lines */
    conns = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int two_above(struct conn *c)
{
    c->next = conns;
    // linger:allow(unremoved-registration) two
    // NOLINTNEXTLINE(bugprone-something)
    conns = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int nolint(struct conn *c)
{
    c->next = conns;
    conns = c; // NOLINT(bugprone-something, linger-unremoved-registration)
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int nolint_next(struct conn *c)
{
    c->next = conns;
    // as it says: NOLINTNEXTLINE(linger-*) next
    conns = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

/* Two lines above, behind a statement, in prose (linger:allow(unremoved-registration) prose), in a string: none of them counts. */
int elsewhere(struct conn *c)
{
    const char *text = "// linger:allow(unremoved-registration) text"; // linger:allow(unremoved-registration) another line
    c->next = conns;
    conns = c;
    if (greet(c->fd) < 0) {
        free(c);
        return text[0];
    }
    return 0;
}

int wrong(struct conn *c)
{
    c->next = conns; // linger:allow(unremoved-registration)
    conns = c; // linger:allow(unremoved-registratoin) a slip of the pen
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}
