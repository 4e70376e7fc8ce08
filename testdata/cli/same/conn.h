struct conn {
    int fd;
    struct conn *next;
};

extern struct conn *conns;

struct conn *conn_new(int fd);
void conn_free(struct conn *c);
void conn_drop(struct conn *c);
int conn_greet(struct conn *c);
