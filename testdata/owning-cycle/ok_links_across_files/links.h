// Two ends of a connection inside one process.
#pragma once
#include <memory>

class Subscriber;

class Publisher {
public:
    void set_subscriber(const std::shared_ptr<Subscriber> &subscriber);
    void drop();

private:
    std::shared_ptr<Subscriber> subscriber_;
    bool dropped_ = false;
};

class Subscriber {
public:
    void set_publisher(const std::shared_ptr<Publisher> &publisher);
    void drop();

private:
    std::shared_ptr<Publisher> publisher_;
    bool dropped_ = false;
};
