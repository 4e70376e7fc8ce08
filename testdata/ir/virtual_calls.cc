// Virtual calls, qualified calls, overriding, final, pure methods, methods through pointers to members, static methods.
struct Shape {
    virtual ~Shape() = default;
    virtual void draw() = 0;
    virtual int area() const
    {
        return 0;
    }
    static int count();
};
struct Square : Shape {
    void draw() override
    {
        Shape::area();
        area();
        this->area();
        count();
    }
    int area() const final
    {
        return side * side;
    }
    int side = 1;
};

int virtual_calls(Shape &s, Square q, Shape *p, void (Shape::*method)())
{
    s.draw();
    q.draw();
    p->Shape::area();
    (p->*method)();
    delete p;
    return Shape::count() + s.count();
}
