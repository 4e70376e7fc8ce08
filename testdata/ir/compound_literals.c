// Compound literals: as values, by address, as arguments.
struct point {
    int x, y;
};
void move_to(struct point p, const struct point *by);
void count(int *numbers);

void literals(int n)
{
    struct point p = (struct point){1, n};
    const struct point *q = &(struct point){.y = n};
    move_to((struct point){n, n}, q);
    count((int[]){1, 2, n});
    p = (struct point){0};
}

int array_literal(void)
{
    int *p = (int[]){4, 5};
    return p[1];
}
