int clean(int a)
{
    return a;
}
