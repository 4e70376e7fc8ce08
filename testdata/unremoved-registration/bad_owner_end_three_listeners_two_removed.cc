// The panel subscribes to three topics in its constructor and leaves two of them in its destructor.
#include <map>
#include <set>
#include <string>

class Listener {
public:
    virtual ~Listener() {}
    virtual void on(const std::string &topic) = 0;
};

class Hub {
public:
    static Hub &get()
    {
        static Hub hub;
        return hub;
    }
    void subscribe_mouse(Listener *l) { mouse_.insert(l); }
    void unsubscribe_mouse(Listener *l) { mouse_.erase(l); }
    void subscribe_keys(Listener *l) { keys_.insert(l); }
    void unsubscribe_keys(Listener *l) { keys_.erase(l); }
    void subscribe_resize(Listener *l) { resize_.insert(l); }
    void unsubscribe_resize(Listener *l) { resize_.erase(l); }

private:
    std::set<Listener *> mouse_, keys_, resize_;
};

class Panel : public Listener {
public:
    Panel()
    {
        Hub::get().subscribe_mouse(this);
        Hub::get().subscribe_keys(this);
        Hub::get().subscribe_resize(this);
    }
    ~Panel() override
    {
        Hub::get().unsubscribe_mouse(this);
        Hub::get().unsubscribe_keys(this);
    }
    void on(const std::string &topic) override { last_ = topic; }

private:
    std::string last_;
};

void show_panel()
{
    Panel *panel = new Panel; // expect: unremoved-registration[ended] "resize_"
    panel->on("start");
    delete panel;
}
