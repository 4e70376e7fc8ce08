// Member initialisers in declaration order, defaults, bases, delegation; a member made before a throw ends when unwinding.
struct Logger {
    Logger(const char *name);
    ~Logger();
};
struct Base {
    Base();
    explicit Base(int n);
};
struct Conn : Base {
    Conn(int fd, const int &ref) : Base(fd), name_("conn"), ref_(ref), fd_(fd)
    {
        open();
    }
    Conn() : Conn(3, zero)
    {
    }
    Conn(const char *path)
    try : ref_(zero), name_(path) {
        open();
    } catch (...) {
        report();
    }
    void open();
    static void report();
    static int zero;
    Logger name_{"default"};
    const int &ref_;
    int fd_ = -1;
    Conn *next_ = nullptr;
};
struct Plain {
    int a = 1;
    Logger log{"plain"};
};

void use()
{
    Conn c;
    Plain p;
    Plain *q = new Plain;
    Plain *r = new Plain{7, {"seven"}};
    Conn d(1, p.a);
}
