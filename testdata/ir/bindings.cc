// Structured bindings of records, pairs, arrays, by value and by reference; range-for over them, over arrays and temporaries.
struct Entry {
    int key;
    int *value;
};
struct Entries {
    Entry *begin();
    Entry *end();
    ~Entries();
};
Entries all();
Entry make();

int bindings(Entry &given, int (&pair)[2], Entries &list)
{
    auto [key, value] = make();
    auto &[k, v] = given;
    auto &[first, second] = pair;
    k = key;
    v = value;
    second = first;
    for (auto &[kk, vv] : list)
        if (kk == k)
            vv = nullptr;
    for (Entry e : all())
        key += e.key;
    for (int n : pair)
        key += n;
    for (auto *p = &given; const auto &e : list) {
        if (&e == p)
            continue;
        break;
    }
    return key;
}
