// Computed goto: control may go to every label whose address is taken.
int run(const unsigned char *code)
{
    static void *const table[] = {&&halt, &&inc, &&dec};
    int acc = 0;
    goto *table[*code];
inc:
    acc++;
    code++;
    goto *table[*code];
dec:
    acc--;
    code++;
    goto *table[*code];
halt:
unused:
    return acc;
}
