// Assignments as values, compound ones, increments before and after, of numbers and of pointers.
struct buf {
    char *at;
    int used;
};

void assignments(struct buf *b, int *p, int n)
{
    int a, c;
    a = c = n;
    a += 2;
    b->used -= a * c;
    n = b->used++;
    n = --b->used;
    *b->at++ = 'x';
    p += 3;
    *p++ = n;
    p--;
    a = (n++, n);
    b->used <<= 1;
    a = -n + ~c;
}
