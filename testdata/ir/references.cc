// References hold addresses: parameters, variables, members, results; arrays and pointers by reference.
struct Node {
    Node *next;
    Node &self();
};
struct Ref {
    Ref(Node &n) : node(n)
    {
    }
    Node &node;
};
Node *&slot(int n);
void take(const int &n, Node *&p, Node &&tmp);

Node &references(Node &a, Node *&b, int (&tab)[3])
{
    Node &alias = a;
    alias.next = b;
    b = &alias;
    slot(1) = &a;
    slot(2)->next = slot(3);
    a.self().self().next = nullptr;
    Ref r(*b);
    r.node.next = &r.node;
    take(tab[1] + 1, b, Node());
    int &elem = tab[2];
    elem++;
    return alias.self();
}
