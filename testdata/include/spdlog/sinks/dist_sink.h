#pragma once
#include "../spdlog.h"
namespace spdlog {
namespace sinks {
template <typename Mutex> class dist_sink : public sink {
public:
    dist_sink();
    void add_sink(std::shared_ptr<sink> sub_sink);
    void remove_sink(std::shared_ptr<sink> sub_sink);
    void set_sinks(std::vector<std::shared_ptr<sink>> sinks);
};
struct fake_mutex {};
using dist_sink_mt = dist_sink<fake_mutex>;
} // namespace sinks
} // namespace spdlog
