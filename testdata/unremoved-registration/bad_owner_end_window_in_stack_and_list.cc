// show() raises the window to the top of the stack of shown windows; the destructor forgets that stack.
#include <list>
#include <string>
#include <vector>

class Window {
public:
    explicit Window(std::string title) : title_(std::move(title)) { all_.push_back(this); }
    ~Window()
    {
        all_.remove(this);
    }
    void show() { shown_.push_back(this); }
    void hide() { std::erase(shown_, this); }
    static const std::string &top() { return shown_.back()->title_; }

private:
    std::string title_;
    static std::list<Window *> all_;
    static std::vector<Window *> shown_;
};

std::list<Window *> Window::all_;
std::vector<Window *> Window::shown_;

std::string flash(const std::string &title)
{
    Window *window = new Window(title);
    window->show(); // expect: unremoved-registration[ended] "shown_"
    std::string top = Window::top();
    delete window;
    return top;
}
