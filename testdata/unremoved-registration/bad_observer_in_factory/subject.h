// The subject and its observers.
#pragma once
#include <vector>

class Observer {
public:
    virtual ~Observer() {}
    virtual void changed(int value) = 0;
};

class Subject {
public:
    void attach(Observer *o);
    void detach(Observer *o);
    void set(int value);

private:
    std::vector<Observer *> observers_;
    int value_ = 0;
};

extern Subject temperature;
