// Addresses, dereferences, subscripts, arrays that decay, pointer arithmetic, pointers to pointers.
struct conn {
    struct conn *next;
    int tab[4];
};
void take(int *p, struct conn **q);

void pointers(struct conn *c, struct conn **link, int n)
{
    int local[8];
    int grid[2][3];
    take(local, &c);
    take(&local[n], &c->next);
    take(c->tab + 1, link + n);
    take(&*c->tab, &link[1]);
    take(grid[1], 0);
    grid[n][2] = 3[local];
    *link = (*link)->next;
    link = &(*link)->next;
    *local = *(local + 2);
    n = (int)(&c->tab[3] - c->tab);
}
