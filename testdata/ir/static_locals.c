// Variables of functions that live as long as the program.
struct cache {
    int used;
};
struct cache *cache_of(int n)
{
    static struct cache shared = {3};
    static struct cache *current = &shared;
    static int calls;
    calls++;
    {
        static int calls = 10;
        calls += n;
    }
    return current;
}
