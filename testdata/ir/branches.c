// Branches: if and else, short circuits, the conditional operator, null tests.
int clamp(int *value, int low, int high)
{
    if (!value)
        return -1;
    if (*value < low || *value > high)
        *value = *value < low ? low : high;
    else if (low && high)
        return 1;
    return 0;
}
