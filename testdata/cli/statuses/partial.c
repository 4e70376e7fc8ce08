int partial(void)
{
    return missing;
}
