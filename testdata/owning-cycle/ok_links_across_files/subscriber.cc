// The subscribing end, connected and dropped by the topic.
#include "links.h"

void Subscriber::set_publisher(const std::shared_ptr<Publisher> &publisher)
{
    publisher_ = publisher;
}

void Subscriber::drop()
{
    if (!dropped_ && publisher_) {
        dropped_ = true;
        publisher_->drop();
    }
}

std::shared_ptr<Publisher> connect()
{
    auto publisher = std::make_shared<Publisher>();
    auto subscriber = std::make_shared<Subscriber>();
    publisher->set_subscriber(subscriber);
    subscriber->set_publisher(publisher);
    return publisher;
}
