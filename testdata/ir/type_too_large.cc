// Written out, the last of these types has ten million nodes: it is known by its name alone.
template <class A, class B, class C, class D, class E, class F, class G, class H, class I, class J> struct Ten {};

using First = Ten<int, int, int, int, int, int, int, int, int, int>;
using Second = Ten<First, First, First, First, First, First, First, First, First, First>;
using Third = Ten<Second, Second, Second, Second, Second, Second, Second, Second, Second, Second>;
using Fourth = Ten<Third, Third, Third, Third, Third, Third, Third, Third, Third, Third>;
using Fifth = Ten<Fourth, Fourth, Fourth, Fourth, Fourth, Fourth, Fourth, Fourth, Fourth, Fourth>;
using Sixth = Ten<Fifth, Fifth, Fifth, Fifth, Fifth, Fifth, Fifth, Fifth, Fifth, Fifth>;
using Seventh = Ten<Sixth, Sixth, Sixth, Sixth, Sixth, Sixth, Sixth, Sixth, Sixth, Sixth>;

int of_ints(First *p)
{
    return p != nullptr;
}

int of_too_many(Seventh *p)
{
    return p != nullptr;
}
