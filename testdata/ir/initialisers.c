// Initialiser lists: designators, elided braces, arrays of structs, nested, out of order.
struct point {
    int x, y;
};
struct shape {
    const char *name;
    struct point at[2];
    struct point *origin;
};
int next(void);

void initialisers(struct point *p)
{
    struct shape plain = {"plain", {{1, 2}, {3, 4}}, p};
    struct shape flat = {"flat", 1, 2, 3, 4, p};
    struct shape named = {.origin = p, .at[1].y = next(), .at = {[0] = {.x = 5}}};
    struct shape many[] = {{"a"}, [3] = {.name = "d"}, {"e"}};
    struct point copy = *p;
    int numbers[] = {1, next(), 3};
    char text[] = "text";
    struct shape zero = {0};
}
