// The publishing end: drop() tells the other end, and lets go of it.
#include "links.h"

void Publisher::set_subscriber(const std::shared_ptr<Subscriber> &subscriber)
{
    subscriber_ = subscriber;
}

void Publisher::drop()
{
    if (dropped_)
        return;
    dropped_ = true;
    if (subscriber_)
        subscriber_->drop();
    subscriber_.reset();
}
