int whole(int a)
{
    return a;
}

int broken(void)
{
    return missing;
}
