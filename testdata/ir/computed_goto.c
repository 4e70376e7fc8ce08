// Computed goto: may go to every label whose address is taken, and to no other.
int run(int start, int n)
{
    const void *next[] = {&&add, &&twice, &&stop};
    int sum = 0;

    goto *next[start];
add:
    sum += n;
twice:
    sum *= 2;
    if (sum > 100)
        goto other;
    goto *next[sum & 1];
stop:
    return sum;
other:
    return -1;
}
