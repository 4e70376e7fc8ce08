// Global lists of sinks and interned names: glog, Boost.Log, GStreamer, NSPR.
// package: libgoogle-glog-dev libboost-log-dev libgstreamer1.0-dev libnspr4-dev
// pkg-config: gstreamer-1.0 nspr
// flags: -DBOOST_LOG_DYN_LINK
#include <boost/log/attributes/attribute.hpp>
#include <boost/log/attributes/attribute_name.hpp>
#include <boost/log/core.hpp>
#include <boost/log/sinks/sink.hpp>
#include <boost/shared_ptr.hpp>
#include <glog/logging.h>
#include <gst/gst.h>
#include <prlog.h>
#include <string>

static void on_line(GstDebugCategory *category, GstDebugLevel level, const char *file, const char *function, int line,
                    GObject *object, GstDebugMessage *message, void *data)
{
}

void glog(google::LogSink *sink, const char *pattern)
{
    google::AddLogSink(sink); // model: register in=glog sinks element=sink
    google::RemoveLogSink(sink); // model: remove in=glog sinks element=sink
    google::SetVLOGLevel(pattern, 1); // model: logger key=pattern
}

void boost_log(const boost::shared_ptr<boost::log::sinks::sink> &sink, const std::string &name, const boost::log::attribute &value)
{
    boost::log::core::get()->add_sink(sink); // model: none // model: register
    boost::log::core::get()->remove_sink(sink); // model: none // model: remove
    boost::log::core::get()->remove_all_sinks(); // model: none // model: clear
    boost::log::attribute_name attribute(name); // model: logger key=name
    boost::log::core::get()->add_global_attribute(name, value); // model: none // model: logger // model: logger key=name
    boost::log::core::get()->add_thread_attribute(name, value); // model: none // model: logger // model: logger key=name
}

void gstreamer(void *data, const char *name)
{
    gst_debug_add_log_function(on_line, data, nullptr); // model: callback function=null data=data // model: register in=GStreamer log functions element=data key=null // model: callback function=on_line data=data // model: register in=GStreamer log functions element=data key=on_line
    gst_debug_remove_log_function(on_line); // model: remove in=GStreamer log functions key=null // model: remove in=GStreamer log functions key=on_line
    gst_debug_remove_log_function_by_data(data); // model: remove in=GStreamer log functions element=data
    _gst_debug_category_new(name, 0, "what it is"); // model: logger key=name
}

void nspr(const char *name)
{
    PR_NewLogModule(name); // model: logger key=name
}
