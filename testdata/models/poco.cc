// Poco: loggers by name until destroy(); notification centres, queues, events, caches.
// package: libpoco-dev
#include <Poco/AutoPtr.h>
#include <Poco/BasicEvent.h>
#include <Poco/Delegate.h>
#include <Poco/Format.h>
#include <Poco/LRUCache.h>
#include <Poco/Logger.h>
#include <Poco/LoggingRegistry.h>
#include <Poco/Net/SocketNotification.h>
#include <Poco/Net/SocketReactor.h>
#include <Poco/NObserver.h>
#include <Poco/Notification.h>
#include <Poco/NotificationCenter.h>
#include <Poco/NotificationQueue.h>
#include <Poco/NumberFormatter.h>

struct Conn {
    int id;
    void on_event(const void *sender, int &value);
    void on_notice(const Poco::AutoPtr<Poco::Notification> &notice);
};

void loggers(const std::string &name, Poco::Channel *channel)
{
    Poco::Logger &log = Poco::Logger::get(name); // model: logger key=name
    Poco::Logger::unsafeGet(name); // model: logger key=name
    Poco::Logger::create(name, channel, 6); // model: logger key=name // model: store element=channel
    Poco::Logger::has(name); // model: pure
    log.setChannel(channel); // model: detach in=log // model: attach in=log // model: store element=channel
    Poco::Logger::destroy(name); // model: logger-drop key=name
    Poco::Logger::shutdown(); // model: logger-drop
    Poco::LoggingRegistry::defaultRegistry().registerChannel(name, channel); // model: none // model: register in=logging registry // model: store element=channel
    Poco::LoggingRegistry::defaultRegistry().unregisterChannel(name); // model: none // model: remove in=logging registry key=name
}

void notifications(Poco::NotificationCenter &center, Poco::NotificationQueue &queue, Poco::AbstractObserver &observer,
                   Poco::Notification::Ptr notice)
{
    center.addObserver(observer); // model: callback function=observer on=center // model: register in=center element=observer
    center.removeObserver(observer); // model: remove in=center element=observer
    queue.enqueueNotification(notice); // model: register in=queue element=notice
    queue.enqueueUrgentNotification(notice); // model: register in=queue element=notice
    queue.waitDequeueNotification(); // model: wait // model: remove in=queue
    queue.dequeueNotification(); // model: remove in=queue
    queue.clear(); // model: clear in=queue
}

void reactors(Poco::Net::SocketReactor &reactor, const Poco::Net::Socket &socket, Poco::AbstractObserver &observer)
{
    reactor.addEventHandler(socket, observer); // model: register in=reactor element=observer key=socket
    reactor.removeEventHandler(socket, observer); // model: remove in=reactor element=observer key=socket
    reactor.run(); // model: wait
}

void events(Poco::BasicEvent<int> &event, Poco::LRUCache<int, Conn> &cache, Conn *c)
{
    event += Poco::delegate(c, &Conn::on_event); // model: callback // model: register in=event // model: none
    event -= Poco::delegate(c, &Conn::on_event); // model: remove in=event // model: none
    event.clear(); // model: clear in=event
    cache.add(1, *c); // model: register in=cache element=c
    cache.update(1, *c); // model: register in=cache element=c
    cache.remove(1); // model: remove in=cache
    cache.clear(); // model: clear in=cache
}

void texts(int id)
{
    std::string name = Poco::format("conn-%d", id); // model: carry to=name from="conn-%d"
    name = Poco::NumberFormatter::format(id); // model: carry
    Poco::AutoPtr<Poco::Notification> notice(new Poco::Notification); // model: store // model: none
}
