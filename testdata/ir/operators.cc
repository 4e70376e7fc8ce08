// Overloaded operators, conversions, default arguments, references and rvalue references.
struct Money {
    long cents;
    explicit operator bool() const { return cents != 0; }
    Money &operator+=(const Money &other)
    {
        cents += other.cents;
        return *this;
    }
};

Money operator+(Money a, const Money &b)
{
    return a += b;
}

long pay(Money &&cash, const Money &tip = Money{5}, int times = 2)
{
    Money total = cash + tip;
    while (times-- > 0)
        total += cash;
    return total ? total.cents : 0;
}

long use()
{
    return pay(Money{100}) + pay(Money{1}, Money{2});
}
