// log4c: categories and appenders are made by their names and kept until log4c_fini().
// package: liblog4c-dev
#include <log4c.h>

void categories(const char *name, log4c_appender_t *appender)
{
    log4c_category_t *category = log4c_category_get(name); // model: logger key=name result=category
    log4c_category_t *own = log4c_category_new(name); // model: logger key=name result=own
    log4c_category_set_appender(category, appender); // model: detach in=category // model: attach in=category element=appender
    log4c_appender_get(name); // model: logger key=name
    log4c_layout_get(name); // model: logger key=name
    log4c_rollingpolicy_get(name); // model: logger key=name
    log4c_category_delete(own); // model: none
    log4c_fini(); // model: logger-drop
}
