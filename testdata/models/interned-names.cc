// Tables of names that only grow: GLib's quarks, Prometheus' labels.
// package: libglib2.0-dev prometheus-cpp-dev
// pkg-config: glib-2.0
#include <glib.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <string>

void names(const char *name, prometheus::Family<prometheus::Counter> &family, const std::string &peer)
{
    g_quark_from_string(name); // model: logger key=name
    g_intern_string(name); // model: logger key=name
    prometheus::Counter &counter = family.Add({{"peer", peer}}); // model: logger
    family.Remove(&counter); // model: logger-drop element=counter
}
