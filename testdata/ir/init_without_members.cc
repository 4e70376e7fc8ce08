// An array whose elements are made from the list's values and have no members to put them into.
struct Converted {
    Converted(int fd);
};

Converted all[] = {1, 2};

void local()
{
    Converted few[] = {4, 5};
    struct {
        struct {
        } nothing;
        int fd;
    } second = {{}, 6};
}
