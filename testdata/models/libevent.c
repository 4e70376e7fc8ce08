// libevent: an event is in its base from event_add() to event_del(); without EV_PERSIST it leaves when it fires.
// package: libevent-dev
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <event2/http.h>
#include <event2/listener.h>

static void on_event(evutil_socket_t fd, short what, void *data) { (void)fd, (void)what, (void)data; }
static void on_data(struct bufferevent *bev, void *data) { (void)bev, (void)data; }
static void on_change(struct bufferevent *bev, short what, void *data) { (void)bev, (void)what, (void)data; }
static void on_request(struct evhttp_request *request, void *data) { (void)request, (void)data; }
static void on_buffer(struct evbuffer *buffer, const struct evbuffer_cb_info *info, void *data) { (void)buffer, (void)info, (void)data; }
static void on_accept(struct evconnlistener *l, evutil_socket_t fd, struct sockaddr *address, int length, void *data)
{
    (void)l, (void)fd, (void)address, (void)length, (void)data;
}

void events(struct event_base *base, struct event *own, int fd, void *data)
{
    struct event *event = event_new(base, fd, EV_READ, on_event, data); // model: alloc result=event // model: callback function=on_event data=data on=event
    event_assign(own, base, fd, EV_READ | EV_PERSIST, on_event, data); // model: callback function=on_event data=data on=own
    event_add(event, NULL); // model: register in=event base element=event
    event_del(event); // model: remove in=event base element=event
    event_del_block(event); // model: remove in=event base element=event
    event_del_noblock(event); // model: remove in=event base element=event
    event_free(event); // model: remove element=event // model: end element=event
    event_base_once(base, fd, EV_TIMEOUT, on_event, data, NULL); // model: callback function=on_event data=data
}

void bases(void)
{
    struct event_base *base = event_base_new(); // model: alloc result=base
    event_base_dispatch(base); // model: wait
    event_base_loop(base, EVLOOP_ONCE); // model: wait
    event_base_free(base); // model: end element=base
}

void buffers(struct event_base *base, int fd, void *data)
{
    struct bufferevent *bev = bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE); // model: alloc result=bev
    bufferevent_setcb(bev, on_data, on_data, on_change, data); // model: callback function=on_data data=data on=bev // model: callback function=on_change data=data on=bev
    bufferevent_free(bev); // model: end element=bev
    struct evbuffer *buffer = evbuffer_new(); // model: alloc result=buffer
    struct evbuffer_cb_entry *entry = evbuffer_add_cb(buffer, on_buffer, data); // model: callback function=on_buffer data=data on=buffer // model: register in=buffer element=data handle=entry
    evbuffer_remove_cb_entry(buffer, entry); // model: remove in=buffer handle=entry
    evbuffer_remove_cb(buffer, on_buffer, data); // model: remove in=buffer element=data
    evbuffer_free(buffer); // model: end element=buffer
}

void servers(struct event_base *base, const struct sockaddr *address, void *data)
{
    struct evconnlistener *listener = evconnlistener_new_bind(base, on_accept, data, 0, -1, address, 16); // model: alloc result=listener // model: callback function=on_accept data=data on=listener
    evconnlistener_free(listener); // model: end element=listener
    struct evhttp *http = evhttp_new(base); // model: alloc result=http
    evhttp_set_cb(http, "/", on_request, data); // model: callback function=on_request data=data on=http // model: register in=http element=data key="/"
    evhttp_del_cb(http, "/"); // model: remove in=http key="/"
    evhttp_free(http); // model: end element=http
    struct evdns_base *dns = evdns_base_new(base, 1); // model: alloc result=dns
    evdns_base_free(dns, 0); // model: end element=dns
    struct evhttp_connection *connection = evhttp_connection_base_new(base, dns, "localhost", 80); // model: alloc result=connection
    evhttp_connection_free(connection); // model: end element=connection
    struct evhttp_request *request = evhttp_request_new(on_request, data); // model: alloc result=request
    evhttp_request_free(request); // model: end element=request
}
