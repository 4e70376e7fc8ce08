// switch with fall-through and default, goto to a shared label out of a loop.
int run(const int *code, int n)
{
    int sum = 0;

    for (int i = 0; i < n; i++) {
        switch (code[i]) {
        case 1:
            sum++;
            /* fall through */
        case 2:
            sum += 2;
            break;
        case 9:
            goto done;
        default:
            sum--;
        }
    }
    sum *= 2;
done:
    return sum;
}
