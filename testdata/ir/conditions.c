// if and else, comparisons, null tests, constants on the left, conditions known beforehand.
struct conn {
    int fd;
};
void step(int n);

int conditions(struct conn *c, int n)
{
    if (!c)
        return -1;
    if (n > 3 && c->fd != n)
        step(1);
    else if (0 == n)
        step(2);
    if (1)
        step(3);
    if (0)
        step(4);
    if ((c = c + 0) != 0)
        step(5);
    if (__builtin_expect(c->fd < 0, 0))
        step(6);
    return n;
}
