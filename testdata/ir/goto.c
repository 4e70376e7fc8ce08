// goto: backwards, out of loops, the error ladder.
int open_it(void);
void close_it(int fd);

int ladder(int n)
{
    int a = open_it();
    if (a < 0)
        goto out;
    int b = open_it();
    if (b < 0)
        goto close_a;
again:
    for (int i = 0; i < n; i++) {
        if (i == 2)
            goto again;
        if (i == 3)
            goto close_b;
    }
close_b:
    close_it(b);
close_a:
    close_it(a);
out:
    return a;
}
