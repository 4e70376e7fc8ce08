// The class makes its logger under the name it is given.
#include "upstream.h"
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

Upstream::Upstream(const std::string &name) : log_(spdlog::stdout_color_mt(name)) {}
Upstream::~Upstream() { spdlog::drop(log_->name()); }
void Upstream::ping() { log_->info("ping"); }
