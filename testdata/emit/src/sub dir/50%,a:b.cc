struct Session {
    Session() { Manager::instance().sessions_.push_back(this); log_ = spdlog::basic_logger_mt(fmt::format("session-{}", static_cast<const void *>(this)), "/var/log/sessions.log", /* truncate: */ false); }
};
