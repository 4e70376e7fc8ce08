// libdbus, sd-bus and sd-event: filters, matches and objects stay with the connection until they are taken back.
// package: libdbus-1-dev libsystemd-dev
// pkg-config: dbus-1 libsystemd
#include <dbus/dbus.h>
#include <stddef.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>

static DBusHandlerResult on_message(DBusConnection *connection, DBusMessage *message, void *data)
{
    (void)connection, (void)message, (void)data;
    return DBUS_HANDLER_RESULT_HANDLED;
}
static void on_reply(DBusPendingCall *call, void *data) { (void)call, (void)data; }
static int on_bus(sd_bus_message *message, void *data, sd_bus_error *error) { (void)message, (void)data, (void)error; return 0; }
static int on_io(sd_event_source *source, int fd, uint32_t what, void *data) { (void)source, (void)fd, (void)what, (void)data; return 0; }
static int on_time(sd_event_source *source, uint64_t now, void *data) { (void)source, (void)now, (void)data; return 0; }
static int on_defer(sd_event_source *source, void *data) { (void)source, (void)data; return 0; }

void libdbus(DBusConnection *connection, DBusPendingCall *call, DBusMessage *message, const DBusObjectPathVTable *table, void *data)
{
    dbus_bus_add_match(connection, "type='signal'", NULL); // model: register in=connection key="type='signal'"
    dbus_bus_remove_match(connection, "type='signal'", NULL); // model: remove in=connection key="type='signal'"
    dbus_connection_add_filter(connection, on_message, data, NULL); // model: callback function=on_message data=data on=connection // model: callback function=null data=data // model: register in=connection element=data
    dbus_connection_remove_filter(connection, on_message, data); // model: remove in=connection element=data
    dbus_connection_register_object_path(connection, "/a", table, data); // model: register in=connection element=data key="/a"
    dbus_connection_register_fallback(connection, "/a", table, data); // model: register in=connection element=data key="/a"
    dbus_connection_unregister_object_path(connection, "/a"); // model: remove in=connection key="/a"
    dbus_pending_call_set_notify(call, on_reply, data, NULL); // model: callback function=on_reply data=data on=call // model: callback function=null data=data
    dbus_connection_read_write_dispatch(connection, -1); // model: wait
    dbus_connection_read_write(connection, -1); // model: wait
    dbus_message_ref(message); // model: hold element=message
    dbus_message_unref(message); // model: release element=message
    dbus_pending_call_ref(call); // model: hold element=call
    dbus_pending_call_unref(call); // model: release element=call
    dbus_connection_ref(connection); // model: hold element=connection
    dbus_connection_unref(connection); // model: release element=connection
}

void sd_bus_calls(sd_bus *bus, sd_bus_track *track, const sd_bus_vtable *table, void *data)
{
    sd_bus_slot *slot;
    sd_bus_add_match(bus, &slot, "type='signal'", on_bus, data); // model: register in=bus handle=*&slot when arg1!=null
    sd_bus_match_signal(bus, &slot, "a.b", "/a", "a.b", "C", on_bus, data); // model: register in=bus key="a.b" handle=*&slot when arg1!=null
    sd_bus_add_filter(bus, &slot, on_bus, data); // model: register in=bus handle=*&slot when arg1!=null
    sd_bus_add_object(bus, &slot, "/a", on_bus, data); // model: register in=bus key="/a" handle=*&slot when arg1!=null
    sd_bus_add_object_vtable(bus, &slot, "/a", "a.b", table, data); // model: register in=bus key="/a" handle=*&slot when arg1!=null
    sd_bus_slot_unref(slot); // model: remove handle=slot
    sd_bus_track_add_name(track, ":1.2"); // model: register in=track key=":1.2"
    sd_bus_track_remove_name(track, ":1.2"); // model: remove in=track key=":1.2"
    sd_bus_wait(bus, 1000); // model: wait
}

void sd_event_calls(sd_event *loop, void *data)
{
    sd_event_source *source;
    sd_event_add_io(loop, &source, 0, 1, on_io, data); // model: callback function=on_io data=data // model: register in=loop element=data handle=*&source when arg1!=null
    sd_event_add_time(loop, &source, 1, 1000, 10, on_time, data); // model: callback function=on_time data=data // model: register in=loop element=data handle=*&source when arg1!=null
    sd_event_add_time_relative(loop, &source, 1, 1000, 10, on_time, data); // model: callback function=on_time data=data // model: register in=loop element=data handle=*&source when arg1!=null
    sd_event_add_defer(loop, &source, on_defer, data); // model: callback function=on_defer data=data // model: register in=loop element=data handle=*&source when arg1!=null
    sd_event_add_post(loop, &source, on_defer, data); // model: callback function=on_defer data=data // model: register in=loop element=data handle=*&source when arg1!=null
    sd_event_add_exit(loop, &source, on_defer, data); // model: callback function=on_defer data=data // model: register in=loop element=data handle=*&source when arg1!=null
    sd_event_source_disable_unref(source); // model: remove handle=source
    sd_event_source_unref(source); // model: remove handle=source
    sd_event_run(loop, 1000); // model: wait
    sd_event_wait(loop, 1000); // model: wait
    sd_event_loop(loop); // model: wait
}
