// The publishing end: drop() tells the other end, and keeps it all the same.
#include "links.h"

void Publisher::set_subscriber(const std::shared_ptr<Subscriber> &subscriber)
{
    subscriber_ = subscriber; // expect-step: "'Publisher::subscriber_' holds 'Subscriber'"
}

void Publisher::drop()
{
    if (dropped_)
        return;
    dropped_ = true;
    if (subscriber_)
        subscriber_->drop();
}
