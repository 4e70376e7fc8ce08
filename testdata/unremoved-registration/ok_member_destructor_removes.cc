// A member object takes its owner out of the registry when the owner is destroyed.
#include <map>
#include <string>

class Widget;
static std::map<std::string, Widget *> widgets;

class Registration {
public:
    Registration(const std::string &name, Widget *widget) : name_(name) { widgets[name] = widget; }
    ~Registration() { widgets.erase(name_); }

private:
    std::string name_;
};

class Widget {
public:
    explicit Widget(const std::string &name) : registration_(name, this) {}
    ~Widget() {}
    bool show() { return ++shown_ > 0; }

private:
    Registration registration_;
    int shown_ = 0;
};

bool flash(const std::string &name)
{
    Widget *widget = new Widget(name);
    bool ok = widget->show();
    delete widget;
    return ok;
}
