// The registry is its own singleton by template: what a message put in, the next one takes out.
#include <string>
#include <sys/socket.h>
#include <vector>

template <class T> class Singleton {
public:
    static T &instance()
    {
        static T only;
        return only;
    }
};

struct Handler {
    std::string topic;
};

class Handlers : public Singleton<Handlers> {
public:
    void add(Handler *handler) { all_.push_back(handler); }
    void take(const std::string &topic)
    {
        while (!all_.empty() && all_.back()->topic != topic)
            all_.pop_back();
    }

private:
    std::vector<Handler *> all_;
};

static void done(Handler *handler)
{
    delete handler;
}

int main()
{
    char buffer[64];
    while (::recv(0, buffer, sizeof buffer, 0) > 0) {
        Handler *handler = new Handler{buffer};
        Handlers::instance().add(handler);
        Handlers::instance().take("bye");
        if (buffer[0] == 'q')
            done(new Handler{"q"});
    }
}
