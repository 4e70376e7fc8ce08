// Temporaries end with the full expression; one bound to a reference lives as long as that.
struct Text {
    Text(const char *s);
    Text(const Text &other);
    ~Text();
    const char *c_str() const;
    Text upper() const;
};
Text make(int n);
void take(const Text &t, const char *s);
void keep(Text t);

Text temporaries(const Text &given)
{
    take(make(1), make(2).upper().c_str());
    const Text &bound = make(3);
    keep("literal");
    keep(given);
    take(bound, "x");
    if (make(4).c_str())
        take(given, nullptr);
    Text copy = given;
    return make(5).upper();
}
