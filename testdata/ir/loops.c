// Loops: for with every combination of parts, while, do, break, continue.
struct node {
    int value;
    struct node *next;
};

int sum(struct node *n, int limit)
{
    int total = 0, i;

    for (; n; n = n->next) {
        if (n->value < 0)
            continue;
        total += n->value;
    }
    for (i = 0; i < limit; i++)
        total--;
    for (;;) {
        if (total > limit)
            break;
        total++;
    }
    while (total > 0)
        total /= 2;
    do {
        total++;
    } while (total < 3);
    return total;
}
