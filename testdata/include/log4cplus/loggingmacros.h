#pragma once
#include "logger.h"
#define LOG4CPLUS_MACRO_BODY(logger, text, level)                                     \
    do {                                                                              \
        log4cplus::Logger const &_l = log4cplus::detail::macros_get_logger(logger);   \
        _l.log(level, text);                                                          \
    } while (0)
#define LOG4CPLUS_INFO(logger, text) LOG4CPLUS_MACRO_BODY(logger, text, 20000)
#define LOG4CPLUS_TRACE(logger, text) LOG4CPLUS_MACRO_BODY(logger, text, 0)
