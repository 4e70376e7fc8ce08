// The subject: attach and detach are where the container is touched.
#include "subject.h"
#include <algorithm>

Subject temperature;

void Subject::attach(Observer *o)
{
    observers_.push_back(o); // expect-step: "observers_"
}

void Subject::detach(Observer *o)
{
    observers_.erase(std::remove(observers_.begin(), observers_.end(), o), observers_.end());
}

void Subject::set(int value)
{
    value_ = value;
    for (Observer *o : observers_)
        o->changed(value);
}
