struct node {
    struct node *next;
};

static struct node *head;

void add(struct node *n)
{
    n->next = head;
    head = n;
}

void drop(void)
{
    head = head->next;
}
