// __attribute__((cleanup)): runs at the end of the scope, on every way out, innermost first; behind macros too.
void free_buf(char **p);
void unlock(int *fd);
#define AUTOFREE __attribute__((cleanup(free_buf)))
#define AUTO(type) __attribute__((cleanup(cleanup_##type)))
void cleanup_int(int *p);
int step(char *p);

int cleanup(int n)
{
    AUTOFREE char *buf = 0;
    for (int i = 0; i < n; i++) {
        __attribute__((cleanup(unlock))) int fd = i;
        if (step(buf))
            continue;
        if (fd == 3)
            break;
        if (fd == 4)
            return step(buf);
        if (fd == 5)
            goto out;
    }
    {
        AUTO(int) int last = 1;
        step(buf);
    }
out:
    return n;
}
