// switch: fall-through, ranges, enumerators, a default in the middle, declarations before the first case.
enum state { IDLE, BUSY = 5, DONE };
void act(int n);

int dispatch(enum state s, int n)
{
    switch (s) {
    case IDLE:
        act(1);
    case BUSY:
        act(2);
        break;
    default:
        return 0;
    case DONE:
        n = -1;
    }
    switch (n) {
    case 1 ... 3:
    case 'x':
        act(n);
    }
    switch (n + 1) {
    case (1 << 4) | 1:
        return 1;
    }
    return n;
}
